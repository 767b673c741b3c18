import { setTimeout as sleep } from "node:timers/promises";
import type { DurableExecutionClient, DurableLambdaHandler } from "@aws/durable-execution-sdk-js";
import type { CallbackCompleter } from "../../../../services/ports.ts";

const lookMilliseconds = 2;
const patienceMilliseconds = 10_000;
/** As services/callbacks rings. */
const ring = JSON.stringify({ woken: true });

const until = async (what: string, isSo: () => boolean): Promise<void> => {
  const deadline = performance.now() + patienceMilliseconds;
  while (!isSo()) {
    if (performance.now() > deadline) {
      throw new Error(`${what} did not come about within ${patienceMilliseconds} ms`);
    }
    await sleep(lookMilliseconds);
  }
};

/**
 * Keeps watch on the invocations of a backend and the callbacks they wait for. Whoever rings waits until the run is
 * parked, and then until it has woken: people and systems take longer to answer than an invocation to end, and in a
 * test, where they do not, it would be chance how many invocations a run takes.
 */
export const watchInvocations = () => {
  let begun = 0;
  let running = 0;
  const openCallbacks = new Set<string>();
  const failures: string[] = [];

  const idle = (): Promise<void> => until("the end of every invocation", () => running === 0);
  const begins = async <Result>(cause: () => Promise<Result>, isCause: (result: Result) => boolean) => {
    await idle();
    const before = begun;
    const result = await cause();
    if (isCause(result)) {
      await until("an invocation", () => begun > before);
    }
    return result;
  };

  return {
    idle,
    begins,
    failures,
    /** Those that are open now: a run that wakes may wait again, and that is for another time. */
    ringAll: async (callbacks: CallbackCompleter): Promise<void> => {
      const now = [...openCallbacks];
      for (const callbackId of now) {
        await callbacks.complete(callbackId, ring);
      }
    },
    handler:
      (handler: DurableLambdaHandler): DurableLambdaHandler =>
      async (event, context) => {
        begun += 1;
        running += 1;
        try {
          const output = await handler(event, context);
          if (output.Status === "FAILED") {
            failures.push(output.Error?.ErrorMessage ?? "for no reason that it tells");
          }
          return output;
        } catch (error) {
          failures.push(String(error));
          throw error;
        } finally {
          running -= 1;
        }
      },
    client: (client: DurableExecutionClient): DurableExecutionClient => ({
      checkpoint: async (parameters, logger) => {
        const answer = await client.checkpoint(parameters, logger);
        for (const { CallbackDetails: details, Status } of answer.NewExecutionState?.Operations ?? []) {
          if (details?.CallbackId !== undefined && Status === "STARTED") {
            openCallbacks.add(details.CallbackId);
          }
        }
        return answer;
      },
      getExecutionState: (parameters, logger) => client.getExecutionState(parameters, logger),
    }),
    callbacks: (callbacks: CallbackCompleter): CallbackCompleter => ({
      complete: (callbackId, payload) => {
        openCallbacks.delete(callbackId);
        return begins(
          () => callbacks.complete(callbackId, payload),
          (answer) => answer === "woken",
        );
      },
    }),
  };
};

export type InvocationWatch = ReturnType<typeof watchInvocations>;
