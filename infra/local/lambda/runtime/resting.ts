import { toErrorObject } from "./error-objects.ts";
import type { Runtime, RuntimeFunction } from "./runtime.ts";

/** How long a runtime that may rest is kept after its last invocation. */
const idleMsMax = 60_000;

export type RestingOptions = {
  readonly functions: readonly RuntimeFunction[];
  readonly start: () => Promise<Runtime>;
  /** One that is there already. */
  readonly started?: Runtime | undefined;
  readonly mayRest: () => boolean;
};

/** A runtime that is started when it is needed, and ended when it may rest and has had nothing to do for a while. */
export const createRestingRuntime = ({ functions, start, started, mayRest }: RestingOptions): Runtime => {
  let current = started === undefined ? undefined : Promise.resolve(started);
  let invocations = 0;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  const end = async (): Promise<{ readonly threadsLeft: number }> => {
    const ending = current;
    current = undefined;
    const runtime = await ending?.catch(() => undefined);
    return runtime === undefined ? { threadsLeft: 0 } : runtime.close();
  };

  const rest = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (invocations > 0 || isClosed) return;
      if (mayRest()) void end();
      else rest();
    }, idleMsMax);
    timer.unref();
  };

  rest();
  return {
    functions,
    invoke: async (call) => {
      if (isClosed) return { kind: "evicted" };
      invocations += 1;
      try {
        current ??= start();
        const runtime = await current;
        return await runtime.invoke(call);
      } catch (error) {
        current = undefined;
        return { kind: "crashed", error: toErrorObject(error) };
      } finally {
        invocations -= 1;
        if (invocations === 0) rest();
      }
    },
    close: () => {
      isClosed = true;
      clearTimeout(timer);
      return end();
    },
  };
};
