import {
  CheckpointDurableExecutionCommand,
  type LambdaClient,
  type OperationUpdate,
} from "@aws-sdk/client-lambda";
import type { FunctionDefinition } from "../../../../infra/local/lambda/index.ts";

type InvocationEvent = { readonly DurableExecutionArn: string; readonly CheckpointToken: string };

/** An invocation under way, whose checkpoints a test makes by hand. */
export type Held = {
  readonly arn: string;
  /** The token for the next checkpoint. */
  readonly token: () => string;
  readonly checkpoint: (updates: readonly Partial<OperationUpdate>[]) => Promise<unknown>;
  /** Ends the invocation with an answer. */
  readonly end: (answer: unknown) => void;
};

/** A function that is held at its start until a test lets it go. */
export const createHeldFunction = () => {
  const waiting: ((event: InvocationEvent, end: (answer: unknown) => void) => void)[] = [];
  const unclaimed: { readonly event: InvocationEvent; readonly end: (answer: unknown) => void }[] = [];

  const handler: FunctionDefinition["handler"] = (event: InvocationEvent) =>
    new Promise((resolve) => {
      const next = waiting.shift();
      if (next === undefined) unclaimed.push({ event, end: resolve });
      else next(event, resolve);
    });

  /** The next invocation that begins. */
  const next = async (client: () => LambdaClient): Promise<Held> => {
    const found = unclaimed.shift();
    const { event, end } =
      found ??
      (await new Promise<(typeof unclaimed)[number]>((resolve) => {
        waiting.push((begun, finish) => resolve({ event: begun, end: finish }));
      }));
    let { CheckpointToken } = event;
    return {
      arn: event.DurableExecutionArn,
      token: () => CheckpointToken,
      end,
      checkpoint: async (updates) => {
        const answer = await client().send(
          new CheckpointDurableExecutionCommand({
            DurableExecutionArn: event.DurableExecutionArn,
            CheckpointToken,
            Updates: updates as OperationUpdate[],
          }),
        );
        CheckpointToken = answer.CheckpointToken ?? CheckpointToken;
        return answer;
      },
    };
  };
  return { handler, next };
};
