import { CheckpointDurableExecutionCommand, type OperationUpdate } from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createDurableClient } from "../../../services/adapters/durable-client.ts";
import { openService } from "./support/service.ts";
import { wrapFor } from "./support/wrap.ts";

type Event = { readonly DurableExecutionArn: string; readonly CheckpointToken: string };

const held: Event[] = [];
let invocations = 0;
let letGo: () => void = () => undefined;
let service: Awaited<ReturnType<typeof openService>>;

const step: OperationUpdate = { Id: "step-1", Type: "STEP", SubType: "Step", Action: "START" };

const checkpoint = (event: Event, Updates: OperationUpdate[], ClientToken?: string) =>
  service.client.send(
    new CheckpointDurableExecutionCommand({
      DurableExecutionArn: event.DurableExecutionArn,
      CheckpointToken: event.CheckpointToken,
      Updates,
      ...(ClientToken === undefined ? {} : { ClientToken }),
    }),
  );

beforeAll(async () => {
  const stepped = wrapFor(() => service.url)(async (_: unknown, context) => context.step(async () => "done"));
  service = await openService(() => ({
    hold: {
      handler: async (event: never) => {
        held.push(event);
        await new Promise<void>((resolve) => {
          letGo = resolve;
        });
        return { Status: "SUCCEEDED" };
      },
    },
    overtake: {
      handler: async (event: never, context: never) => {
        invocations += 1;
        if (invocations === 1) await checkpoint(event, []);
        return stepped(event, context);
      },
    },
  }));
});

afterAll(async () => {
  letGo();
  await service.close();
});

const hold = async (): Promise<Event> => {
  held.length = 0;
  await service.start("hold");
  await expect.poll(() => held[0]).toBeDefined();
  return held[0] ?? { DurableExecutionArn: "", CheckpointToken: "" };
};

test("a used token is refused with AWS's own lower-case text", async () => {
  const event = await hold();
  await checkpoint(event, [step]);
  await expect(checkpoint(event, [])).rejects.toMatchObject({
    name: "InvalidParameterValueException",
    message: "Invalid checkpoint token",
  });
  letGo();
});

test("a repeated request with its client token is answered again and applied once", async () => {
  const event = await hold();
  const first = await checkpoint(event, [step], "same-request");
  const again = await checkpoint(event, [step], "same-request");
  expect(again.CheckpointToken).toBe(first.CheckpointToken);
  expect(again.NewExecutionState).toEqual(first.NewExecutionState);
  letGo();
});

test("a token of another execution is told apart from a stale one", async () => {
  const one = await hold();
  const letFirstGo = letGo;
  const other = await hold();
  const mixed = { ...other, CheckpointToken: one.CheckpointToken };
  await expect(checkpoint(mixed, [])).rejects.toThrow(
    "Checkpoint token is not valid for the durable execution ARN",
  );
  letFirstGo();
  letGo();
});

test("the durable client ends the invocation, not the execution, when its token is stale", async () => {
  const ended = await service.ended(await service.start("overtake"));
  expect(ended).toMatchObject({ Status: "SUCCEEDED", Result: '"done"' });
  expect(invocations).toBe(2);
});

test("the durable client gives a stale token the scope of an invocation", async () => {
  const event = await hold();
  await checkpoint(event, [step]);
  const client = createDurableClient({
    endpoint: service.url,
    region: "us-east-1",
    credentials: { accessKeyId: "test", secretAccessKey: "test" },
  });
  await expect(client.checkpoint({ ...event, Updates: [] })).rejects.toMatchObject({
    isDurableExecutionClientError: true,
    scope: "INVOCATION",
  });
  letGo();
});
