import { setTimeout as sleep } from "node:timers/promises";
import { withDurableExecution } from "@aws/durable-execution-sdk-js";
import { expect, test } from "vitest";
import { createDirectClient, createInProcessRuntime } from "../../../../infra/local/lambda/runtime/index.ts";
import { createCountingService, durableEvent } from "./support/open-runtime.ts";

const { service, requests } = createCountingService();

const runtime = createInProcessRuntime({
  memoryLimitMb: 128,
  functions: {
    echo: { durable: false, handler: async (event: unknown) => event },
    sleepy: { durable: false, handler: async () => sleep(60_000, undefined, { ref: false }) },
    direct: {
      durable: true,
      handler: withDurableExecution(async (_: unknown, context) => context.step(async () => "done"), {
        durableExecutionClient: createDirectClient(service),
      }),
    },
  },
});

const call = (functionName: string, event: unknown, timeoutSeconds = 10) =>
  runtime.invoke({
    functionName,
    event,
    timeoutSeconds,
    requestId: "request-1",
    functionArn: "arn:aws:lambda:us-east-1:000000000000:function:flow:1",
  });

test("functions of this process are called in this process", async () => {
  const event = { itself: () => undefined };
  expect(runtime.functions).toContainEqual({ name: "echo", durable: false });
  expect(await call("echo", event)).toEqual({ kind: "answered", output: event });
});

test("a handler made with the direct client checkpoints without a request", async () => {
  expect(await call("direct", durableEvent({}))).toEqual({
    kind: "answered",
    output: { Status: "SUCCEEDED", Result: '"done"' },
  });
  expect(requests.map((request) => request.CheckpointToken)).toEqual(["token-0"]);
});

test("a function that waits past its time-out fails here too", async () => {
  expect(await call("sleepy", {}, 1)).toMatchObject({
    kind: "crashed",
    error: {
      ErrorType: "Sandbox.Timedout",
      ErrorMessage: "RequestId: request-1 Error: Task timed out after 1.00 seconds",
    },
  });
});

test("closing loses what is under way here too", async () => {
  const underWay = call("sleepy", {});
  expect(await runtime.close()).toEqual({ threadsLeft: 0 });
  expect(await underWay).toEqual({ kind: "evicted" });
  expect(await call("echo", {})).toEqual({ kind: "evicted" });
});
