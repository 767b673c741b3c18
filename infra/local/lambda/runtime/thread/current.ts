import { AsyncLocalStorage } from "node:async_hooks";

/** The invocation that code in this thread runs for. */
export type Current = {
  readonly requestId: string;
  readonly functionName: string;
  readonly executionArn?: string | undefined;
};

export const current = new AsyncLocalStorage<Current>();
