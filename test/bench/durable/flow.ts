import { type DurableExecutionClient, withDurableExecution } from "@aws/durable-execution-sdk-js";
import { firstStep, secondStep } from "./engine.ts";

type Invocation = { readonly DurableExecutionArn: string };
type Output = { readonly Status: string };
type Handler = (event: Invocation, context: never) => Promise<Output>;

/** Told of each execution that its function has left waiting. */
type OnWaiting = (run: string, callbackId: string) => void;

/**
 * The measured workflow on AWS's SDK. The waiting is told when the function has ended with PENDING, because people
 * decide long after that; a decision before it would spare the engine the second invocation.
 */
export const createFlow = (onWaiting: OnWaiting, client?: DurableExecutionClient): Handler => {
  const submitted = new Map<string, { readonly run: string; readonly callbackId: string }>();
  const options = client === undefined ? undefined : { durableExecutionClient: client };
  const durable = withDurableExecution<{ readonly run: string }, string>(async ({ run }, context) => {
    const first = await context.step("first", async () => firstStep(run));
    const decision = await context.waitForCallback("decision", async (callbackId) => {
      submitted.set(context.executionContext.durableExecutionArn, { run, callbackId });
    });
    return context.step("second", async () => secondStep(first, String(decision)));
  }, options) as unknown as Handler;

  return async (event, context) => {
    const output = await durable(event, context);
    const { DurableExecutionArn: arn } = event;
    const known = submitted.get(arn);
    if (output.Status === "PENDING" && known !== undefined) {
      submitted.delete(arn);
      setImmediate(() => onWaiting(known.run, known.callbackId));
    }
    return output;
  };
};
