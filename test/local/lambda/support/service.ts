import {
  type GetDurableExecutionCommandOutput,
  GetDurableExecutionCommand,
  GetDurableExecutionHistoryCommand,
  InvokeCommand,
  LambdaClient,
} from "@aws-sdk/client-lambda";
import type { DurableExecutionHandler } from "@aws/durable-execution-sdk-js";
import { type LambdaOptions, startLambda } from "../../../../infra/local/lambda/index.ts";
import type { FunctionDefinition } from "../../../../infra/local/lambda/index.ts";
import { openDatabase } from "../../../support/postgres/database.ts";
import { wrapFor } from "./wrap.ts";

const credentials = { accessKeyId: "test", secretAccessKey: "test" };
const region = "us-east-1";

/** A durable function whose client is told its endpoint only when it is first invoked. */
export type Flow = (
  durable: <Event, Result>(handler: DurableExecutionHandler<Event, Result>) => FunctionDefinition["handler"],
) => Record<string, FunctionDefinition>;

export const createCaller = (endpoint: string): LambdaClient =>
  new LambdaClient({
    endpoint,
    region,
    credentials,
    maxAttempts: 3,
    requestHandler: { httpAgent: { maxSockets: 200, keepAlive: true } },
  });

/** A service with the given functions on a database of its own, which it reaches by the address that `through` makes. */
export const openService = async (
  flow: Flow,
  options: Partial<LambdaOptions> = {},
  through: (databaseUrl: string) => Promise<string> = async (databaseUrl) => databaseUrl,
) => {
  const database = await openDatabase();
  let url = "";
  const troubles: string[] = [];
  const lambda = await startLambda({
    databaseUrl: await through(database.adminUrl),
    functions: flow(wrapFor(() => url)),
    report: (message) => troubles.push(message),
    ...options,
  });
  url = lambda.url;
  const client = createCaller(url);
  return {
    url,
    client,
    database,
    troubles,
    start: (functionName: string, input: unknown = {}, name?: string) =>
      start(client, functionName, { input, name }),
    ended: (arn: string) => untilEnded(client, arn),
    history: (arn: string) => readHistory(client, arn),
    close: async () => {
      client.destroy();
      await lambda.close();
      await database.drop();
    },
  };
};

const start = async (
  client: LambdaClient,
  functionName: string,
  { input, name }: { readonly input: unknown; readonly name: string | undefined },
): Promise<string> => {
  const answer = await client.send(
    new InvokeCommand({
      FunctionName: functionName,
      Qualifier: "live",
      InvocationType: "Event",
      Payload: Buffer.from(JSON.stringify(input)),
      ...(name === undefined ? {} : { DurableExecutionName: name }),
    }),
  );
  return answer.DurableExecutionArn ?? "";
};

const pollMs = 30;
const endDeadlineMs = 40_000;

export const untilEnded = async (
  client: LambdaClient,
  arn: string,
): Promise<GetDurableExecutionCommandOutput> => {
  const deadline = Date.now() + endDeadlineMs;
  for (;;) {
    const execution = await client.send(new GetDurableExecutionCommand({ DurableExecutionArn: arn }));
    if (execution.Status !== "RUNNING") return execution;
    if (Date.now() > deadline) throw new Error(`${arn} did not end`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
  }
};

const readHistory = async (client: LambdaClient, arn: string): Promise<string[]> => {
  const { Events = [] } = await client.send(
    new GetDurableExecutionHistoryCommand({
      DurableExecutionArn: arn,
      IncludeExecutionData: true,
      MaxItems: 1_000,
    }),
  );
  return Events.map((event) => `${event.EventId} ${event.EventType}`);
};
