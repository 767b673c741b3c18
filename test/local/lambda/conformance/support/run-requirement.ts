import { setTimeout as sleep } from "node:timers/promises";
import {
  type Event,
  GetDurableExecutionHistoryCommand,
  InvokeCommand,
  type LambdaClient,
  SendDurableExecutionCallbackFailureCommand,
  SendDurableExecutionCallbackHeartbeatCommand,
  SendDurableExecutionCallbackSuccessCommand,
} from "@aws-sdk/client-lambda";
import { untilEnded } from "../../support/service.ts";
import type { CallbackAction, Requirement } from "./requirement.ts";

const lookMs = 50;
const looksMax = 600;

export type Outcome = {
  readonly arn: string;
  readonly status: string | undefined;
  readonly result: unknown;
  readonly events: readonly Event[];
};

/** Carries out what a requirement describes: the start, what outside systems do, and the reading at the end. */
export const runRequirement = async (
  client: LambdaClient,
  functionName: string,
  requirement: Requirement,
): Promise<Outcome> => {
  const { Input, CallbackActions = [], ExpectedResult } = requirement;
  const { DurableExecutionArn: arn = "" } = await client.send(
    new InvokeCommand({
      FunctionName: functionName,
      Qualifier: "live",
      InvocationType: "Event",
      ...(Input === null || Input === undefined ? {} : { Payload: Buffer.from(JSON.stringify(Input)) }),
    }),
  );
  await Promise.all(CallbackActions.map((action) => act(client, arn, action)));
  const ended = ExpectedResult === undefined ? undefined : await untilEnded(client, arn);
  const events = await readUntil(client, arn, (read) => isComplete(read, requirement));
  const result = ended?.Result === undefined ? undefined : (JSON.parse(ended.Result) as unknown);
  return { arn, status: ended?.Status, result, events };
};

const isComplete = (events: readonly Event[], { ExpectedResult, ...requirement }: Requirement): boolean =>
  ExpectedResult === undefined
    ? events.length > requirement.ExpectedExecutionHistory.length
    : /^Execution(?!Started)/.test(events.at(-1)?.EventType ?? "");

const readUntil = async (
  client: LambdaClient,
  arn: string,
  isEnough: (events: readonly Event[]) => boolean,
): Promise<readonly Event[]> => {
  for (let look = 0; look < looksMax; look += 1) {
    const { Events = [] } = await client.send(
      new GetDurableExecutionHistoryCommand({ DurableExecutionArn: arn, IncludeExecutionData: true }),
    );
    if (isEnough(Events)) return Events;
    await sleep(lookMs);
  }
  throw new Error(`The history of ${arn} is not complete.`);
};

const act = async (client: LambdaClient, arn: string, action: CallbackAction): Promise<void> => {
  const isStarted = (event: Event): boolean =>
    event.EventType === "CallbackStarted" && event.Name === action.CallbackName;
  const events = await readUntil(client, arn, (read) => read.some(isStarted));
  const { CallbackId } = events.find(isStarted)?.CallbackStartedDetails ?? { CallbackId: undefined };
  await sleep((action.Delay ?? 0) * 1_000);
  switch (action.Operation) {
    case "success": {
      const Result = JSON.stringify(action.Payload);
      await client.send(new SendDurableExecutionCallbackSuccessCommand({ CallbackId, Result }));
      return;
    }
    case "failure": {
      const failed = { CallbackId, Error: action.Payload as object };
      await client.send(new SendDurableExecutionCallbackFailureCommand(failed));
      return;
    }
    case "heartbeat":
      await client.send(new SendDurableExecutionCallbackHeartbeatCommand({ CallbackId }));
  }
};
