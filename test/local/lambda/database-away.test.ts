import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { GetDurableExecutionCommand, InvokeCommand } from "@aws-sdk/client-lambda";
import { expect, test } from "vitest";
import { startLambda } from "../../../infra/local/lambda/index.ts";
import { startPostgres } from "../../../infra/local/postgres/index.ts";
import { createCaller, untilEnded } from "./support/service.ts";
import { wrapFor } from "./support/wrap.ts";

test("while Postgres is away the service has a fault, and continues by itself when it is back", async () => {
  const directory = await mkdtemp(join(tmpdir(), "lambda-away-"));
  const postgres = await startPostgres({ directory, durable: true });
  let url = "";
  const handler = wrapFor(() => url)(async (_: unknown, context) => {
    await context.wait({ seconds: 1 });
    return context.step(async () => "back");
  });
  const lambda = await startLambda({ databaseUrl: postgres.url, functions: { flow: { handler } } });
  url = lambda.url;
  const client = createCaller(url);
  const start = new InvokeCommand({ FunctionName: "flow:live", InvocationType: "Event", Payload: "{}" });
  const arn = (await client.send(start)).DurableExecutionArn ?? "";
  let isAway = true;
  const crash = postgres.crash().finally(() => {
    isAway = false;
  });
  while (isAway) {
    const get = new GetDurableExecutionCommand({ DurableExecutionArn: arn });
    const answer: unknown = await client.send(get).catch((error: unknown) => error);
    if (answer instanceof Error) expect(answer.name).toBe("ServiceException");
    await sleep(20);
  }
  await crash;
  expect(await untilEnded(client, arn)).toMatchObject({ Status: "SUCCEEDED", Result: '"back"' });
  client.destroy();
  await lambda.close();
  await postgres.stop();
  await rm(directory, { recursive: true, force: true });
});
