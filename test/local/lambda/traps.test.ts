import {
  type CheckpointDurableExecutionCommandOutput,
  GetDurableExecutionCommand,
  GetDurableExecutionHistoryCommand,
  GetDurableExecutionStateCommand,
  InvokeCommand,
  SendDurableExecutionCallbackHeartbeatCommand,
  SendDurableExecutionCallbackSuccessCommand,
  StopDurableExecutionCommand,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHeldFunction, type Held } from "./support/held-invocation.ts";
import { openService } from "./support/service.ts";

// Where emulators of the Lambda API go wrong, each through AWS's client and, where it matters, raw.
const held = createHeldFunction();
let service: Awaited<ReturnType<typeof openService>>;

beforeAll(async () => {
  service = await openService(() => ({
    hold: { handler: held.handler },
    plain: { durable: false, handler: async (event: unknown) => event ?? "nothing" },
    throws: {
      durable: false,
      handler: async () => {
        throw new RangeError("too far");
      },
    },
  }));
});

afterAll(() => service.close());

const begin = async (name?: string): Promise<Held> => {
  await service.start("hold", { n: 1 }, name);
  return held.next(() => service.client);
};

const openCallback = async (invocation: Held): Promise<string> => {
  const { NewExecutionState } = (await invocation.checkpoint([
    { Id: "c", Type: "CALLBACK", Action: "START" },
  ])) as CheckpointDurableExecutionCommandOutput;
  return NewExecutionState?.Operations?.[0]?.CallbackDetails?.CallbackId ?? "";
};

test("an ARN may come as one encoded segment or raw", async () => {
  const { arn, end } = await begin("raw");
  const encoded = await fetch(`${service.url}/2025-12-01/durable-executions/${encodeURIComponent(arn)}`);
  const raw = await fetch(`${service.url}/2025-12-01/durable-executions/${arn}`);
  expect(encoded.status).toBe(200);
  expect(await raw.json()).toEqual(await encoded.json());
  end({ Status: "SUCCEEDED" });
});

test("a callback id may come encoded or raw, whatever characters are in it", async () => {
  const ids: string[] = [];
  for (let index = 0; index < 4; index += 1) {
    const invocation = await begin();
    const id = await openCallback(invocation);
    ids.push(id);
    const raw = await fetch(`${service.url}/2025-12-01/durable-execution-callbacks/${id}/heartbeat`, {
      method: "POST",
    });
    expect(raw.status).toBe(200);
    await service.client.send(new SendDurableExecutionCallbackHeartbeatCommand({ CallbackId: id }));
    await service.client.send(
      new SendDurableExecutionCallbackSuccessCommand({ CallbackId: id, Result: "1" }),
    );
    invocation.end({ Status: "SUCCEEDED" });
  }
  expect(new Set(ids).size).toBe(4);
});

test("times in answers are numbers of epoch seconds, which the client reads as dates", async () => {
  const { arn, end } = await begin();
  const raw = (await (
    await fetch(`${service.url}/2025-12-01/durable-executions/${encodeURIComponent(arn)}`)
  ).json()) as {
    StartTimestamp: unknown;
  };
  expect(raw.StartTimestamp).toBeCloseTo(Date.now() / 1_000, -2);
  const read = await service.client.send(new GetDurableExecutionCommand({ DurableExecutionArn: arn }));
  expect(Math.abs((read.StartTimestamp?.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
  end({ Status: "SUCCEEDED" });
});

test("an error is named in a header, so that the client makes its own class of it", async () => {
  const answer = await fetch(`${service.url}/2025-12-01/durable-execution-callbacks/AAAA/succeed`, {
    method: "POST",
  });
  expect(answer.status).toBe(400);
  expect(answer.headers.get("x-amzn-errortype")).toBe("InvalidParameterValueException");
  expect(answer.headers.get("x-amzn-requestid")).toMatch(/^[0-9a-f-]{36}$/);
  expect(await answer.json()).toEqual({ Type: "User", message: "Invalid callback id" });
});

test("the same token with the same client token is answered again, with the operations of the first answer", async () => {
  const invocation = await begin();
  const body = JSON.stringify({
    CheckpointToken: invocation.token(),
    ClientToken: "repeated",
    Updates: [{ Id: "w", Type: "WAIT", Action: "START", WaitOptions: { WaitSeconds: 60 } }],
  });
  const url = `${service.url}/2025-12-01/durable-executions/${encodeURIComponent(invocation.arn)}/checkpoint`;
  const [first, second] = [
    await fetch(url, { method: "POST", body }),
    await fetch(url, { method: "POST", body }),
  ];
  expect(second.status).toBe(200);
  expect(await second.json()).toEqual(await first.json());
  const other = await fetch(url, { method: "POST", body: body.replace("repeated", "another") });
  expect([other.status, ((await other.json()) as { message: string }).message]).toEqual([
    400,
    "Invalid checkpoint token",
  ]);
  invocation.end({ Status: "PENDING" });
  await service.client.send(new StopDurableExecutionCommand({ DurableExecutionArn: invocation.arn }));
});

test("a name and its qualifier may come as one, a full ARN too", async () => {
  for (const FunctionName of [
    "hold:live",
    "arn:aws:lambda:us-east-1:000000000000:function:hold:live",
    "000000000000:function:hold:live",
  ]) {
    const started = await service.client.send(new InvokeCommand({ FunctionName, InvocationType: "Event" }));
    expect(started).toMatchObject({ StatusCode: 202, ExecutedVersion: "1" });
    const invocation = await held.next(() => service.client);
    expect(invocation.arn).toBe(started.DurableExecutionArn);
    invocation.end({ Status: "SUCCEEDED" });
  }
});

test("each type of invocation has its own status, and only a synchronous one a payload", async () => {
  const invoke = (InvocationType: "DryRun" | "Event" | "RequestResponse", FunctionName = "plain") =>
    service.client.send(new InvokeCommand({ FunctionName, InvocationType, Payload: '{"a":1}' }));
  expect((await invoke("DryRun")).StatusCode).toBe(204);
  expect((await invoke("Event")).StatusCode).toBe(202);
  const called = await invoke("RequestResponse");
  expect([called.StatusCode, Buffer.from(called.Payload ?? []).toString()]).toEqual([200, '{"a":1}']);
  const failed = await invoke("RequestResponse", "throws");
  expect([failed.StatusCode, failed.FunctionError]).toEqual([200, "Unhandled"]);
  expect(JSON.parse(Buffer.from(failed.Payload ?? []).toString())).toMatchObject({
    errorType: "RangeError",
    errorMessage: "too far",
  });
});

test("a stop takes the error object as its body, or nothing", async () => {
  const one = await begin();
  const other = await begin();
  const Error = { ErrorType: "Enough", ErrorMessage: "by hand" };
  await service.client.send(new StopDurableExecutionCommand({ DurableExecutionArn: one.arn, Error }));
  await service.client.send(new StopDurableExecutionCommand({ DurableExecutionArn: other.arn }));
  expect(await service.ended(one.arn)).toMatchObject({ Status: "STOPPED", Error });
  expect(await service.ended(other.arn)).toMatchObject({ Status: "STOPPED" });
  for (const invocation of [one, other]) invocation.end({ Status: "SUCCEEDED" });
});

test("history comes with data unless that is declined, and then says that it is cut off", async () => {
  const { arn, end } = await begin();
  const first = async (more: object) =>
    (await service.client.send(new GetDurableExecutionHistoryCommand({ DurableExecutionArn: arn, ...more })))
      .Events?.[0]?.ExecutionStartedDetails?.Input;
  expect(await first({})).toEqual({ Payload: '{"n":1}', Truncated: false });
  expect(await first({ IncludeExecutionData: false })).toEqual({ Truncated: true });
  end({ Status: "SUCCEEDED" });
});

test("the state begins with the execution's own operation, whose id is the execution's", async () => {
  const invocation = await begin("own-operation");
  const { Operations } = await service.client.send(
    new GetDurableExecutionStateCommand({
      DurableExecutionArn: invocation.arn,
      CheckpointToken: invocation.token(),
    }),
  );
  expect(Operations?.[0]).toMatchObject({
    Id: invocation.arn.split("/").at(-1),
    Name: "own-operation",
    Type: "EXECUTION",
    ExecutionDetails: { InputPayload: '{"n":1}' },
  });
  invocation.end({ Status: "SUCCEEDED" });
});
