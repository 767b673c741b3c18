import { afterAll, beforeAll, expect, test } from "vitest";
import { openRuntime } from "./support/open-runtime.ts";

let runtime: Awaited<ReturnType<typeof openRuntime>>;

beforeAll(async () => {
  runtime = await openRuntime("functions");
});
afterAll(() => runtime.close());

test("each exported function is found, and whether it is durable", () => {
  expect(runtime.functions).toContainEqual({ name: "echo", durable: false });
  expect(runtime.functions).toContainEqual({ name: "plainlyDurable", durable: true });
  expect(runtime.functions).toContainEqual({ name: "durableByWrapper", durable: true });
});

test("a function is given its event and answers with what it returns", async () => {
  const event = { list: [1, "two", null], at: "2026-01-01T00:00:00Z" };
  expect(await runtime.call("echo", event)).toEqual({ kind: "answered", output: event });
  expect(await runtime.call("nothing")).toEqual({ kind: "answered", output: undefined });
});

test("a function is given the context object of Lambda and the environment of its runtime", async () => {
  const outcome = await runtime.call("describe", {}, { requestId: "request-1", timeoutSeconds: 30 });
  expect(outcome).toMatchObject({
    kind: "answered",
    output: {
      functionName: "describe",
      functionVersion: "7",
      invokedFunctionArn: "arn:aws:lambda:us-east-1:000000000000:function:flow:7",
      memoryLimitInMB: "256",
      awsRequestId: "request-1",
      logGroupName: "/aws/lambda/describe",
      logStreamName: "local/[7]",
      environment: "vanilla",
    },
  });
  const { remaining } = (outcome as { readonly output: { readonly remaining: number } }).output;
  expect(remaining).toBeGreaterThan(29_000);
  expect(remaining).toBeLessThanOrEqual(30_000);
});

test("an error that a function throws keeps its name, message and stack", async () => {
  expect(await runtime.call("refuse")).toMatchObject({
    kind: "crashed",
    error: {
      ErrorType: "OutOfStock",
      ErrorMessage: "none left",
      StackTrace: expect.arrayContaining([expect.stringContaining("support/functions.ts:")]),
    },
  });
});

test("an output that is not JSON is an error of the invocation", async () => {
  expect(await runtime.call("circle")).toMatchObject({
    kind: "crashed",
    error: { ErrorType: "Runtime.MarshalError" },
  });
});

test("a function that is not exported is not found", async () => {
  expect(await runtime.call("missing")).toMatchObject({
    kind: "crashed",
    error: { ErrorType: "Runtime.HandlerNotFound" },
  });
});

test("one thread runs several invocations at once, and those beyond its places wait", async () => {
  const startedAt = performance.now();
  const eight = Array.from({ length: 8 }, () => runtime.call("rest", { ms: 200 }));
  const ninth = runtime.call("rest", { ms: 200 });
  await Promise.all(eight);
  expect(performance.now() - startedAt).toBeLessThan(390);
  await ninth;
  expect(performance.now() - startedAt).toBeGreaterThanOrEqual(390);
});

test("closing loses the invocations under way and those that come later", async () => {
  const closing = await openRuntime("functions");
  const underWay = closing.call("rest", { ms: 60_000 });
  await closing.call("echo");
  await closing.close();
  expect(await underWay).toEqual({ kind: "evicted" });
  expect(await closing.call("echo")).toEqual({ kind: "evicted" });
});
