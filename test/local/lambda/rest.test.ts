import {
  DurableExecutionAlreadyStartedException,
  GetDurableExecutionCommand,
  GetDurableExecutionHistoryCommand,
  InvokeCommand,
  ListDurableExecutionsByFunctionCommand,
  ResourceNotFoundException,
  SendDurableExecutionCallbackSuccessCommand,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openService } from "./support/service.ts";

let service: Awaited<ReturnType<typeof openService>>;

beforeAll(async () => {
  service = await openService((durable) => ({
    quick: {
      handler: durable(async (event: unknown, context) => {
        for (const name of ["a", "b", "c"]) await context.step(name, async () => name);
        return event;
      }),
    },
    long: { executionTimeoutSeconds: 901, handler: durable(async () => "long") },
    wide: {
      handler: durable(async (_: unknown, context) => {
        const kept = "x".repeat(250_000);
        for (let index = 0; index < 25; index += 1) await context.step(async () => kept);
        await context.wait({ seconds: 1 });
        return context.step(async () => "whole");
      }),
    },
  }));
});

afterAll(async () => {
  expect(service.troubles).toEqual([]);
  await service.close();
});

const invoke = (input: Partial<ConstructorParameters<typeof InvokeCommand>[0]>) =>
  service.client.send(new InvokeCommand({ FunctionName: "quick", Qualifier: "live", ...input }));

test("a durable function cannot be invoked without a qualifier", async () => {
  await expect(invoke({ Qualifier: undefined })).rejects.toMatchObject({
    name: "InvalidParameterValueException",
    message: "You cannot invoke a durable function using an unqualified ARN.",
  });
});

test("a long execution cannot be invoked synchronously", async () => {
  await expect(invoke({ FunctionName: "long" })).rejects.toThrow(
    "You cannot synchronously invoke a durable function with an executionTimeout greater than 15 minutes.",
  );
});

test.each([
  ["quick:1", undefined, "1"],
  ["quick:$LATEST", undefined, "$LATEST"],
  ["quick", "live", "1"],
  ["arn:aws:lambda:us-east-1:000000000000:function:quick:live", undefined, "1"],
])("the reference %s with qualifier %s means version %s", async (FunctionName, Qualifier, version) => {
  const answer = await invoke({ FunctionName, Qualifier, Payload: "{}" });
  expect(answer.ExecutedVersion).toBe(version);
  expect(answer.DurableExecutionArn).toContain(`:function:quick:${version}/durable-execution/`);
});

test("an unknown function or version is not found", async () => {
  await expect(invoke({ FunctionName: "missing" })).rejects.toBeInstanceOf(ResourceNotFoundException);
  await expect(invoke({ Qualifier: "7" })).rejects.toBeInstanceOf(ResourceNotFoundException);
});

describe("the name of an execution", () => {
  const named = (DurableExecutionName: string, Payload: string, Qualifier = "live") =>
    invoke({ DurableExecutionName, Payload, Qualifier, InvocationType: "Event" });

  test("answers the same execution for the same payload, while it runs and after it closed", async () => {
    const first = await named("order-1", '{"a":1}');
    const running = await named("order-1", '{"a":1}');
    await service.ended(first.DurableExecutionArn ?? "");
    const closed = await named("order-1", '{"a":1}');
    expect(running.DurableExecutionArn).toBe(first.DurableExecutionArn);
    expect(closed.DurableExecutionArn).toBe(first.DurableExecutionArn);
  });

  test("conflicts for another payload or another version", async () => {
    const first = await named("order-2", '{"a":1}');
    const other = named("order-2", '{"a":2}');
    await expect(other).rejects.toBeInstanceOf(DurableExecutionAlreadyStartedException);
    await expect(other).rejects.toThrow(`Execution already started: ${first.DurableExecutionArn}`);
    await expect(named("order-2", '{"a":1}', "$LATEST")).rejects.toMatchObject({
      $metadata: { httpStatusCode: 409 },
    });
  });

  test("starts one execution however many ask at once", async () => {
    const started = await Promise.all(Array.from({ length: 10 }, () => named("order-3", "{}")));
    expect(new Set(started.map((one) => one.DurableExecutionArn)).size).toBe(1);
  });
});

test("history comes in pages, in either order, with or without data", async () => {
  const arn = await service.start("quick", { n: 1 });
  await service.ended(arn);
  const page = (input: object) =>
    service.client.send(new GetDurableExecutionHistoryCommand({ DurableExecutionArn: arn, ...input }));
  const ids: (number | undefined)[] = [];
  let Marker: string | undefined;
  do {
    const read = await page({
      MaxItems: 2,
      IncludeExecutionData: true,
      ...(Marker === undefined ? {} : { Marker }),
    });
    ids.push(...(read.Events ?? []).map((event) => event.EventId));
    Marker = read.NextMarker;
  } while (Marker !== undefined);
  expect(ids).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  const newest = await page({ ReverseOrder: true, MaxItems: 1, IncludeExecutionData: false });
  expect(newest.Events?.[0]).toMatchObject({
    EventType: "ExecutionSucceeded",
    ExecutionSucceededDetails: { Result: { Truncated: true } },
  });
  expect(newest.Events?.[0]?.EventTimestamp?.getTime()).toBeGreaterThan(Date.now() - 60_000);
});

test("executions are listed by function, status and name, in pages, newest first", async () => {
  const first = await service.start("quick", {}, "list-1");
  await service.ended(first);
  const second = await service.start("quick", {}, "list-2");
  await service.ended(second);
  const list = (input: object) =>
    service.client.send(new ListDurableExecutionsByFunctionCommand({ FunctionName: "quick", ...input }));
  const newest = await list({ MaxItems: 1, Statuses: ["SUCCEEDED"] });
  expect(newest.DurableExecutions?.[0]?.DurableExecutionArn).toBe(second);
  const next = await list({ MaxItems: 1, Statuses: ["SUCCEEDED"], Marker: newest.NextMarker });
  expect(next.DurableExecutions?.[0]?.DurableExecutionArn).toBe(first);
  const named = await list({ DurableExecutionName: "list-1", StartedAfter: new Date(Date.now() - 60_000) });
  expect(named.DurableExecutions).toHaveLength(1);
  await expect(list({ Statuses: ["RUNNING", "FAILED"] })).rejects.toThrow(
    "Cannot filter by more than one status",
  );
  await expect(list({ Marker: "forged" })).rejects.toThrow("Invalid Marker");
});

test("state that does not fit in the event is read page by page", async () => {
  const ended = await service.ended(await service.start("wide"));
  expect(ended).toMatchObject({ Status: "SUCCEEDED", Result: '"whole"' });
});

test("unknown executions and callbacks are refused by name", async () => {
  const arn = `arn:aws:lambda:us-east-1:000000000000:function:quick:1/durable-execution/x/y`;
  const get = new GetDurableExecutionCommand({ DurableExecutionArn: arn });
  await expect(service.client.send(get)).rejects.toMatchObject({
    name: "ResourceNotFoundException",
    message: "Durable Execution does not exist",
  });
  const complete = new SendDurableExecutionCallbackSuccessCommand({ CallbackId: "bm90IGEgY2FsbGJhY2s=" });
  await expect(service.client.send(complete)).rejects.toThrow("Invalid callback id");
});

describe("bad input is never the service's own fault", () => {
  const arn = encodeURIComponent(
    "arn:aws:lambda:us-east-1:000000000000:function:quick:1/durable-execution/x/y",
  );
  const forgedMarker = Buffer.from(JSON.stringify([Date.now(), 9e15, "x"])).toString("base64url");
  const executions = "/2025-12-01/durable-executions";
  test.each([
    ["POST", "/2015-03-31/functions/quick/invocations?Qualifier=live", "{not json"],
    ["POST", "/2015-03-31/functions/quick/invocations?Qualifier=live", Buffer.from([0xff, 0xfe])],
    ["POST", "/2015-03-31/functions/quick/invocations?Qualifier=live", "x".repeat(7 * 1024 * 1024)],
    ["POST", "/2015-03-31/functions/%E0%A4%A/invocations", "{}"],
    ["POST", "/2015-03-31/functions/qu%00ick/invocations?Qualifier=%00", "{}"],
    ["POST", `${executions}/${arn}/checkpoint`, "[]"],
    ["POST", `${executions}/${arn}/checkpoint`, '{"CheckpointToken":"\\u0000","Updates":[{"Id":"\\u0000"}]}'],
    ["POST", `${executions}/${arn}/stop`, "null"],
    ["POST", `${executions}/${arn}/stop`, '{"StackTrace":1}'],
    ["GET", `${executions}/${arn}/history?MaxItems=-1`, undefined],
    ["GET", `${executions}/${arn}/state?CheckpointToken=%00&Marker=%00`, undefined],
    ["GET", `${executions}/%00`, undefined],
    ["GET", "/2025-12-01/functions/quick/durable-executions?StartedAfter=never", undefined],
    ["GET", "/2025-12-01/functions/quick/durable-executions?DurableExecutionName=%00", undefined],
    ["GET", `/2025-12-01/functions/quick/durable-executions?Marker=${forgedMarker}`, undefined],
    ["POST", "/2025-12-01/durable-execution-callbacks/%00/succeed", "x"],
    ["POST", "/2025-12-01/durable-execution-callbacks/AAAA/fail", "x"],
    ["DELETE", `${executions}/${arn}`, undefined],
  ])("%s %s", async (method, path, body) => {
    const answer = await fetch(`${service.url}${path}`, { method, ...(body === undefined ? {} : { body }) });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(answer.status).toBeLessThan(500);
    expect(answer.headers.get("x-amzn-errortype")).toMatch(/Exception$/);
  });
});

test("payloads keep any text, also NUL and lone surrogates", async () => {
  const odd = { text: 'nul \u0000, half \ud800, quote ", emoji 🙂' };
  const ended = await service.ended(await service.start("quick", odd));
  expect(JSON.parse(ended.Result ?? "")).toEqual(odd);
});
