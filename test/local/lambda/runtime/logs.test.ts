import { afterAll, beforeAll, expect, test } from "vitest";
import { durableEvent, openRuntime } from "./support/open-runtime.ts";

let runtime: Awaited<ReturnType<typeof openRuntime>>;

beforeAll(async () => {
  runtime = await openRuntime("functions");
});
afterAll(() => runtime.close());

test("what a function prints becomes one record a line, each with its invocation", async () => {
  await runtime.call("print", {}, { requestId: "printing" });
  const records = runtime.records().filter((record) => record["requestId"] === "printing");
  expect(records).toMatchObject([
    { level: "INFO", message: "two\nlines" },
    { level: "WARN", message: "count 3" },
    { level: "ERROR", errorType: "OutOfStock", errorMessage: "none left" },
    { level: "INFO", message: "a line of its own" },
    { level: "INFO", message: "and half a line" },
    { level: "AUDIT", said: "so" },
    { level: "ERROR", message: "unfinished" },
  ]);
  for (const record of records) expect(record).toMatchObject({ functionName: "print" });
  expect(records[0]?.["timestamp"]).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
});

test("what a durable function logs through its context carries the ARN of its execution", async () => {
  const event = durableEvent({ name: "Ada" });
  await runtime.call("plainlyDurable", event, { requestId: "logging" });
  expect(runtime.records().find((record) => record["requestId"] === "logging")).toMatchObject({
    level: "INFO",
    message: "at work",
    executionArn: event.DurableExecutionArn,
    functionName: "plainlyDurable",
  });
});

test("the level of AWS_LAMBDA_LOG_LEVEL is the least that is printed", async () => {
  const quiet = await openRuntime("functions", { environment: { AWS_LAMBDA_LOG_LEVEL: "error" } });
  await quiet.call("print");
  const levels = quiet.records().map((record) => record["errorType"] ?? record["message"]);
  expect(levels).not.toContain("count 3");
  expect(levels).toContain("OutOfStock");
  await quiet.close();
});
