import {
  GetDurableExecutionCommand,
  GetDurableExecutionHistoryCommand,
  SendDurableExecutionCallbackSuccessCommand,
  StopDurableExecutionCommand,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openService } from "./support/service.ts";

let service: Awaited<ReturnType<typeof openService>>;
const callbacks = new Map<string, string>();
let plainCalls = 0;

type Call = { target: string; input: unknown };

beforeAll(async () => {
  service = await openService((durable) => ({
    parent: {
      handler: durable<Call, unknown>(async ({ target, input }, context) =>
        context.invoke("call", target, input),
      ),
    },
    tolerant: {
      handler: durable<Call, string>(async ({ target, input }, context) => {
        try {
          return `fine: ${String(await context.invoke("call", target, input))}`;
        } catch (error) {
          return `${(error as Error).name}: ${(error as Error).message}`;
        }
      }),
    },
    child: {
      handler: durable<{ key: string }, string>(async ({ key }, context) => {
        await context.waitForCallback("answer", async (id) => void callbacks.set(key, id));
        return `child of ${key}`;
      }),
    },
    broken: {
      handler: durable<unknown, never>(async () => {
        throw new Error("child is broken");
      }),
    },
    brief: {
      executionTimeoutSeconds: 1,
      handler: durable<unknown, void>(async (_, context) => context.wait({ hours: 1 })),
    },
    plain: { durable: false, handler: async (event: unknown) => ({ echoed: event }) },
    brokenPlain: {
      durable: false,
      handler: async () => {
        plainCalls += 1;
        throw new TypeError("plain is broken");
      },
    },
  }));
});

afterAll(async () => {
  expect(service.troubles).toEqual([]);
  await service.close();
});

const callOf = async (arn: string) => {
  const { Events = [] } = await service.client.send(
    new GetDurableExecutionHistoryCommand({ DurableExecutionArn: arn, IncludeExecutionData: true }),
  );
  return Events.filter((event) => event.EventType?.startsWith("ChainedInvoke"));
};

const childOf = async (arn: string): Promise<string> => {
  const [started] = await callOf(arn);
  return started?.ChainedInvokeStartedDetails?.DurableExecutionArn ?? "";
};

const callbackOf = async (key: string): Promise<string> => {
  await expect.poll(() => callbacks.get(key), { timeout: 10_000 }).toBeDefined();
  return callbacks.get(key) ?? "";
};

test("a durable function is invoked by another, which gets its result", async () => {
  const arn = await service.start("parent", { target: "child:live", input: { key: "happy" } });
  const CallbackId = await callbackOf("happy");
  await service.client.send(new SendDurableExecutionCallbackSuccessCommand({ CallbackId, Result: "go" }));
  expect(await service.ended(arn)).toMatchObject({ Status: "SUCCEEDED", Result: '"child of happy"' });
  const [started, succeeded] = await callOf(arn);
  expect(started).toMatchObject({
    Name: "call",
    SubType: "ChainedInvoke",
    ChainedInvokeStartedDetails: {
      FunctionName: "child:live",
      ExecutedVersion: "1",
      Input: { Payload: '{"key":"happy"}', Truncated: false },
    },
  });
  expect(succeeded?.ChainedInvokeSucceededDetails?.Result?.Payload).toBe('"child of happy"');
  const child = await service.client.send(
    new GetDurableExecutionCommand({ DurableExecutionArn: await childOf(arn) }),
  );
  expect(child).toMatchObject({ Status: "SUCCEEDED", InputPayload: '{"key":"happy"}' });
});

test("the failure of the invoked function reaches the one that invoked it", async () => {
  const arn = await service.start("tolerant", { target: "broken:1", input: {} });
  expect((await service.ended(arn)).Result).toBe('"InvokeError: child is broken"');
});

test("a plain function may be invoked without a qualifier", async () => {
  const arn = await service.start("parent", { target: "plain", input: { a: 1 } });
  expect(JSON.parse((await service.ended(arn)).Result ?? "")).toEqual({ echoed: { a: 1 } });
});

test("a plain function that fails is not called again", async () => {
  const arn = await service.start("tolerant", { target: "brokenPlain", input: {} });
  expect((await service.ended(arn)).Result).toBe('"InvokeError: plain is broken"');
  expect(plainCalls).toBe(1);
});

test.each([
  [
    "a durable function without a qualifier",
    "child",
    "You cannot invoke a durable function using an unqualified ARN.",
  ],
  ["a function that is not there", "missing:1", "Function not found"],
])("invoking %s fails at once", async (_, target, message) => {
  const arn = await service.start("tolerant", { target, input: {} });
  expect((await service.ended(arn)).Result).toContain(message);
  expect((await service.history(arn)).slice(1, 3)).toEqual([
    "2 ChainedInvokeStarted",
    "3 ChainedInvokeFailed",
  ]);
});

test("stopping the invoked execution shows as stopped in the one that invoked it", async () => {
  const arn = await service.start("tolerant", { target: "child:live", input: { key: "stopped" } });
  await callbackOf("stopped");
  const error = { ErrorType: "Enough", ErrorMessage: "stopped by hand" };
  await service.client.send(
    new StopDurableExecutionCommand({ DurableExecutionArn: await childOf(arn), Error: error }),
  );
  expect((await service.ended(arn)).Result).toBe('"InvokeError: stopped by hand"');
  expect((await callOf(arn)).at(-1)?.ChainedInvokeStoppedDetails?.Error?.Payload).toEqual(error);
});

test("the time-out of the invoked execution shows as such in the one that invoked it", async () => {
  const arn = await service.start("tolerant", { target: "brief:live", input: {} });
  expect((await service.ended(arn)).Result).toContain("InvokeError");
  expect((await callOf(arn)).at(-1)?.ChainedInvokeTimedOutDetails?.Error?.Payload?.ErrorType).toBe(
    "ChainedInvoke.Timeout",
  );
});

test("an execution that has ended leaves those that it started alone", async () => {
  const arn = await service.start("parent", { target: "child:live", input: { key: "left" } });
  const CallbackId = await callbackOf("left");
  await service.client.send(new StopDurableExecutionCommand({ DurableExecutionArn: arn }));
  await service.client.send(new SendDurableExecutionCallbackSuccessCommand({ CallbackId, Result: "go" }));
  expect((await service.ended(await childOf(arn))).Status).toBe("SUCCEEDED");
  expect((await service.ended(arn)).Status).toBe("STOPPED");
});
