import type { Handler } from "../worker/functions.ts";
import { callFunction } from "./call-function.ts";
import { handlerNotFound, timedOut } from "./error-objects.ts";
import { createLambdaContext } from "./lambda-context.ts";
import type { Runtime, RuntimeCall, RuntimeOutcome } from "./runtime.ts";

export type InProcessOptions = {
  readonly functions: Readonly<
    Record<
      string,
      { readonly handler: (event: never, context: never) => Promise<unknown>; readonly durable: boolean }
    >
  >;
  /** What the functions are told; nothing holds them to it. */
  readonly memoryLimitMb: number;
};

/**
 * Runs functions in the service's own thread, for handlers that close over objects of this process.
 * What they do to it they do to the service: nothing here survives a function that exits, blocks or leaks.
 */
export const createInProcessRuntime = ({ functions, memoryLimitMb }: InProcessOptions): Runtime => {
  const closing = new AbortController();
  return {
    functions: Object.entries(functions).map(([name, { durable }]) => ({ name, durable })),
    invoke: async (call) => {
      const handler = functions[call.functionName]?.handler as Handler | undefined;
      if (handler === undefined) return { kind: "crashed", error: handlerNotFound(call.functionName) };
      return bounded(call, closing.signal, () =>
        callFunction(handler, call.event, createLambdaContext({ ...call, memoryLimitMb })),
      );
    },
    close: async () => {
      closing.abort();
      return { threadsLeft: 0 };
    },
  };
};

/** A function that is still running at its time-out runs on, but what it writes later is refused. */
const bounded = async (
  { requestId, timeoutSeconds }: RuntimeCall,
  closing: AbortSignal,
  run: () => Promise<RuntimeOutcome>,
): Promise<RuntimeOutcome> => {
  if (closing.aborted) return { kind: "evicted" };
  const { promise: cutShort, resolve } = Promise.withResolvers<RuntimeOutcome>();
  const lose = (): void => resolve({ kind: "evicted" });
  const expire = (): void => resolve({ kind: "crashed", error: timedOut(requestId, timeoutSeconds) });
  const timer = setTimeout(expire, timeoutSeconds * 1_000);
  closing.addEventListener("abort", lose);
  try {
    return await Promise.race([run(), cutShort]);
  } finally {
    clearTimeout(timer);
    closing.removeEventListener("abort", lose);
  }
};
