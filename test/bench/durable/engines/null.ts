import type { OpenEngine } from "../engine.ts";
import { createFlow } from "../flow.ts";
import { createWaiting } from "../waiting.ts";
import { createMemoryClient, type Execution, type Operation } from "./memory-client.ts";

/** What the function is told it has left; the longest that Lambda gives. */
const remainingMs = 900_000;

/**
 * The ceiling: AWS's SDK on an engine that keeps maps in memory, in the driver's own process. Most of a round trip
 * is the 20 ms that the SDK waits before it suspends.
 */
export const openEngine: OpenEngine = async () => {
  const executions = new Map<string, Execution>();
  const waiting = createWaiting();
  const flow = createFlow(waiting.tell, createMemoryClient(executions));

  const invoke = async ({ arn, operations }: Execution): Promise<Record<string, unknown>> =>
    (await flow(
      {
        DurableExecutionArn: arn,
        CheckpointToken: "token",
        InitialExecutionState: { Operations: [...operations.values()], NextMarker: "" },
      } as never,
      { getRemainingTimeInMillis: () => remainingMs } as never,
    )) as unknown as Record<string, unknown>;

  return {
    processIds: [],
    close: async () => {},
    start: (run) => {
      const arn = `arn:aws:lambda:us-east-1:000000000000:function:flow:1/durable-execution/${run}/${run}`;
      const input: Operation = {
        Id: run,
        Type: "EXECUTION",
        Status: "STARTED",
        StartTimestamp: new Date(),
        ExecutionDetails: { InputPayload: JSON.stringify({ run }) },
      };
      const execution = { arn, operations: new Map([[run, input]]) };
      executions.set(arn, execution);
      const done = Promise.withResolvers<string>();
      const advance = async (): Promise<void> => {
        const output = await invoke(execution);
        if (output["Status"] === "PENDING") return;
        executions.delete(arn);
        if (output["Status"] === "SUCCEEDED") done.resolve(JSON.parse(String(output["Result"])) as string);
        else done.reject(new Error(JSON.stringify(output)));
      };
      advance().catch(done.reject);
      const id = waiting.ask(run);
      return {
        waiting: id.then(() => undefined),
        done: done.promise,
        decide: async (decision) => {
          const callbackId = await id;
          const callback = execution.operations.get(callbackId);
          if (callback === undefined) throw new Error(`${run} has no callback.`);
          const CallbackDetails = { CallbackId: callbackId, Result: decision };
          execution.operations.set(callbackId, { ...callback, Status: "SUCCEEDED", CallbackDetails });
          await advance();
        },
      };
    },
  };
};
