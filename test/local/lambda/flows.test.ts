import {
  CallbackTimeoutException,
  GetDurableExecutionHistoryCommand,
  InvokeCommand,
  SendDurableExecutionCallbackFailureCommand,
  SendDurableExecutionCallbackHeartbeatCommand,
  SendDurableExecutionCallbackSuccessCommand,
  StopDurableExecutionCommand,
} from "@aws-sdk/client-lambda";
import { retryPresets } from "@aws/durable-execution-sdk-js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openService } from "./support/service.ts";

const callbacks = new Map<string, string>();
const runs = new Map<string, number>();
let service: Awaited<ReturnType<typeof openService>>;

const count = (key: string): number => {
  const times = (runs.get(key) ?? 0) + 1;
  runs.set(key, times);
  return times;
};

const callbackOf = async (key: string): Promise<string> => {
  await expect.poll(() => callbacks.get(key), { timeout: 10_000 }).toBeDefined();
  return callbacks.get(key) ?? "";
};

type Keyed = { key: string };

beforeAll(async () => {
  service = await openService((durable) => ({
    approve: {
      handler: durable<Keyed, string>(async ({ key }, context) => {
        const first = await context.step("first", async () => count(`${key} first`));
        const answer = await context.waitForCallback("approval", async (id) => void callbacks.set(key, id), {
          timeout: { hours: 1 },
          heartbeatTimeout: { seconds: key === "heartbeat" ? 2 : 60 },
        });
        return context.step("last", async () => `${first} ${answer}`);
      }),
    },
    expire: {
      handler: durable<Keyed, string>(async ({ key }, context) => {
        const options = { timeout: { seconds: 1 } };
        return context.waitForCallback("approval", async (id) => void callbacks.set(key, id), options);
      }),
    },
    pause: {
      handler: durable<Keyed, string>(async (_, context) => {
        await context.wait("pause", { seconds: 1 });
        return "rested";
      }),
    },
    retry: {
      handler: durable<Keyed, number>(async ({ key }, context) => {
        const retryStrategy = (_: unknown, attempt: number) => ({
          shouldRetry: attempt < 3,
          delay: { seconds: 1 },
        });
        const flaky = async () => {
          if (count(key) < 2) throw new Error("not yet");
          return count(key);
        };
        return context.step("flaky", flaky, { retryStrategy });
      }),
    },
    child: {
      handler: durable<Keyed, number>(async ({ key }, context) => {
        const sum = await context.runInChildContext("inner", async (inner) => {
          const one = await inner.step("one", async () => count(`${key} one`));
          const two = await inner.step("two", async () => 2);
          return one + two;
        });
        await context.wait({ seconds: 1 });
        return sum;
      }),
    },
    fail: {
      handler: durable<Keyed, void>(async (_, context) => {
        const broken = async () => {
          throw new Error("broken");
        };
        await context.step("broken", broken, { retryStrategy: retryPresets.noRetry });
      }),
    },
    crash: {
      handler: async (event: never, context: never) => {
        if (count("crash") === 1) throw new Error("out of memory");
        return {
          Status: "SUCCEEDED",
          Result: JSON.stringify(Object.keys(event).length > 0 && context !== null),
        };
      },
    },
    idle: { handler: async () => ({ Status: "PENDING" }) },
    brief: {
      executionTimeoutSeconds: 1,
      handler: durable<Keyed, void>(async (_, context) => {
        await context.wait({ hours: 1 });
      }),
    },
    plain: { durable: false, handler: async (event: never) => ({ echoed: event }) },
  }));
});

afterAll(async () => {
  await service.close();
});

test("a step, a callback and a step run once each, in AWS's order of events", async () => {
  const arn = await service.start("approve", { key: "happy" });
  const id = await callbackOf("happy");
  await expect.poll(() => service.history(arn)).toContain("8 InvocationCompleted");
  await service.client.send(
    new SendDurableExecutionCallbackSuccessCommand({ CallbackId: id, Result: "yes" }),
  );
  expect(await service.ended(arn)).toMatchObject({ Status: "SUCCEEDED", Result: '"1 yes"', Version: "1" });
  expect(runs.get("happy first")).toBe(1);
  expect(await service.history(arn)).toEqual([
    "1 ExecutionStarted",
    "2 StepStarted",
    "3 StepSucceeded",
    "4 ContextStarted",
    "5 CallbackStarted",
    "6 StepStarted",
    "7 StepSucceeded",
    "8 InvocationCompleted",
    "9 CallbackSucceeded",
    "10 ContextSucceeded",
    "11 StepStarted",
    "12 StepSucceeded",
    "13 InvocationCompleted",
    "14 ExecutionSucceeded",
  ]);
});

test("a second answer to a callback is told that it is closed", async () => {
  const arn = await service.start("approve", { key: "twice" });
  const id = await callbackOf("twice");
  const answer = () =>
    service.client.send(new SendDurableExecutionCallbackSuccessCommand({ CallbackId: id, Result: "yes" }));
  const settled = await Promise.allSettled([answer(), answer(), answer()]);
  const refused = settled.filter((one) => one.status === "rejected");
  expect(refused).toHaveLength(2);
  for (const one of refused) expect(one.reason).toBeInstanceOf(CallbackTimeoutException);
  expect((await service.ended(arn)).Status).toBe("SUCCEEDED");
});

test("a callback's failure reaches the function with its data", async () => {
  const arn = await service.start("approve", { key: "failure" });
  const error = { ErrorType: "Rejected", ErrorMessage: "not approved", ErrorData: "why" };
  const id = await callbackOf("failure");
  await service.client.send(new SendDurableExecutionCallbackFailureCommand({ CallbackId: id, Error: error }));
  const ended = await service.ended(arn);
  expect(ended.Status).toBe("FAILED");
  expect(ended.Error?.ErrorMessage).toContain("not approved");
});

test("a callback times out, and its late answer is refused", async () => {
  const arn = await service.start("expire", { key: "expire" });
  const ended = await service.ended(arn);
  expect(ended.Status).toBe("FAILED");
  expect(ended.Error?.ErrorMessage).toContain("Callback timed out");
  const late = new SendDurableExecutionCallbackSuccessCommand({ CallbackId: await callbackOf("expire") });
  await expect(service.client.send(late)).rejects.toBeInstanceOf(CallbackTimeoutException);
});

test("heartbeats keep a callback alive beyond its heartbeat timeout", async () => {
  const arn = await service.start("approve", { key: "heartbeat" });
  const CallbackId = await callbackOf("heartbeat");
  for (let beat = 0; beat < 5; beat += 1) {
    await service.client.send(new SendDurableExecutionCallbackHeartbeatCommand({ CallbackId }));
    await new Promise((resolve) => setTimeout(resolve, 600));
  }
  await service.client.send(new SendDurableExecutionCallbackSuccessCommand({ CallbackId, Result: "alive" }));
  expect((await service.ended(arn)).Status).toBe("SUCCEEDED");
});

test("a wait suspends the function and ends by itself", async () => {
  const arn = await service.start("pause");
  expect((await service.ended(arn)).Result).toBe('"rested"');
  expect(await service.history(arn)).toEqual([
    "1 ExecutionStarted",
    "2 WaitStarted",
    "3 InvocationCompleted",
    "4 WaitSucceeded",
    "5 InvocationCompleted",
    "6 ExecutionSucceeded",
  ]);
});

test("a failed step is tried again after its delay", async () => {
  const arn = await service.start("retry", { key: "flaky" });
  expect((await service.ended(arn)).Result).toBe("3");
  const { Events = [] } = await service.client.send(
    new GetDurableExecutionHistoryCommand({ DurableExecutionArn: arn, IncludeExecutionData: true }),
  );
  const failed = Events.find((event) => event.EventType === "StepFailed");
  expect(failed?.StepFailedDetails?.RetryDetails).toEqual({ CurrentAttempt: 1, NextAttemptDelaySeconds: 1 });
  expect(failed?.StepFailedDetails?.Error?.Payload?.ErrorMessage).toBe("not yet");
  const succeeded = Events.find((event) => event.EventType === "StepSucceeded");
  expect(succeeded?.StepSucceededDetails?.RetryDetails).toEqual({ CurrentAttempt: 2 });
});

test("a child context's steps are not run again on replay", async () => {
  const arn = await service.start("child", { key: "child" });
  expect((await service.ended(arn)).Result).toBe("3");
  expect(runs.get("child one")).toBe(1);
});

test("an uncaught error fails the execution without another try", async () => {
  const arn = await service.start("fail");
  const ended = await service.ended(arn);
  expect(ended.Status).toBe("FAILED");
  expect(ended.Error?.ErrorMessage).toContain("broken");
});

test("an invocation that crashes is tried again after a pause", async () => {
  const arn = await service.start("crash");
  expect((await service.ended(arn)).Status).toBe("SUCCEEDED");
  expect(await service.history(arn)).toEqual([
    "1 ExecutionStarted",
    "2 InvocationCompleted",
    "3 InvocationCompleted",
    "4 ExecutionSucceeded",
  ]);
});

test("suspending with nothing pending fails the execution", async () => {
  const ended = await service.ended(await service.start("idle"));
  expect(ended.Status).toBe("FAILED");
  expect(ended.Error).toMatchObject({
    ErrorType: "InvalidParameterValueException",
    ErrorMessage: "Cannot return PENDING status with no pending operations.",
  });
});

test("an execution times out while it waits", async () => {
  const ended = await service.ended(await service.start("brief"));
  expect(ended.Status).toBe("TIMED_OUT");
  expect(ended.EndTimestamp).toBeInstanceOf(Date);
});

test("a stopped execution keeps the given error, and stopping again tells the same moment", async () => {
  const arn = await service.start("approve", { key: "stopped" });
  await callbackOf("stopped");
  const stop = new StopDurableExecutionCommand({
    DurableExecutionArn: arn,
    Error: { ErrorMessage: "enough" },
  });
  const stopped = await service.client.send(stop);
  expect(await service.ended(arn)).toMatchObject({ Status: "STOPPED", Error: { ErrorMessage: "enough" } });
  expect((await service.client.send(stop)).StopTimestamp).toEqual(stopped.StopTimestamp);
});

test("a synchronous invocation answers with the result", async () => {
  const answer = await service.client.send(new InvokeCommand({ FunctionName: "pause:live", Payload: "{}" }));
  expect(Buffer.from(answer.Payload ?? []).toString()).toBe('"rested"');
  expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: "1" });
  expect(answer.DurableExecutionArn).toContain(":function:pause:1/durable-execution/");
});

test("a plain function is called without a qualifier and without a history", async () => {
  const answer = await service.client.send(new InvokeCommand({ FunctionName: "plain", Payload: '{"a":1}' }));
  expect(Buffer.from(answer.Payload ?? []).toString()).toBe('{"echoed":{"a":1}}');
  expect(answer.DurableExecutionArn).toBeUndefined();
});
