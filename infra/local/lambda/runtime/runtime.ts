import type {
  CheckpointDurableExecutionRequest,
  GetDurableExecutionStateRequest,
} from "@aws/durable-execution-sdk-js";
import type { InvocationOutcome } from "../protocol/types.ts";

export type RuntimeFunction = {
  readonly name: string;
  /** Whether the handler came out of the SDK's `withDurableExecution`. */
  readonly durable: boolean;
};

/** One invocation of a function. */
export type RuntimeCall = {
  readonly functionName: string;
  readonly requestId: string;
  readonly event: unknown;
  /** The ARN the function was invoked by, its version at the end. */
  readonly functionArn: string;
  /** Counted from the moment the function is called, not from the moment it had to wait for a place. */
  readonly timeoutSeconds: number;
};

/**
 * How an invocation ended. An evicted one says nothing about its function: it has to be run again and not to be
 * counted, because another one brought its runtime down.
 */
export type RuntimeOutcome = InvocationOutcome | { readonly kind: "evicted" };

/** The source text of a module and of what it imports, dependencies left out. */
export type ModuleSources = {
  /** Where an import leads: by the importing module's address and the imported name, with a space between. */
  readonly resolutions: Readonly<Record<string, string>>;
  /** By their addresses. */
  readonly files: Readonly<Record<string, { readonly format: string; readonly source: string }>>;
};

/** What runs functions. */
export type Runtime = {
  readonly functions: readonly RuntimeFunction[];
  /** Always settles, at the latest at the invocation's time-out, and never rejects. */
  readonly invoke: (call: RuntimeCall) => Promise<RuntimeOutcome>;
  /**
   * Ends at once; the invocations under way are evicted. Answers how many threads could not be ended: while there is
   * one, `process.exit` would wait for it without end, and only a signal ends the process.
   */
  readonly close: () => Promise<{ readonly threadsLeft: number }>;
};

/**
 * What the service does for a durable function while it runs. It answers as the HTTP face does, except
 * that its times are ISO text, and refuses with a `FaultError`.
 */
export type RuntimeService = {
  readonly checkpoint: (request: CheckpointDurableExecutionRequest) => Promise<object>;
  readonly getState: (request: GetDurableExecutionStateRequest) => Promise<object>;
};
