import {
  type CheckpointDurableExecutionCommandOutput,
  InvalidParameterValueException,
  type OperationUpdate,
} from "@aws-sdk/client-lambda";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createHeldFunction, type Held } from "./support/held-invocation.ts";
import { openService } from "./support/service.ts";

// What a checkpoint may not say, by AWS's own messages.
const held = createHeldFunction();
let service: Awaited<ReturnType<typeof openService>>;

beforeAll(async () => {
  service = await openService(() => ({
    hold: { handler: held.handler },
    plain: { durable: false, handler: async () => null },
  }));
});

afterAll(() => service.close());

const begin = async (): Promise<Held> => {
  await service.start("hold");
  return held.next(() => service.client);
};

type Update = Partial<OperationUpdate>;
const step = (Action: OperationUpdate["Action"], more: Update = {}): Update => ({
  Id: "a",
  Type: "STEP",
  Action,
  ...more,
});
const wait = (Id: string): Update => ({
  Id,
  Type: "WAIT",
  Action: "START",
  WaitOptions: { WaitSeconds: 60 },
});
const callback = (Id: string): Update => ({ Id, Type: "CALLBACK", Action: "START" });
const context = (Id: string): Update => ({ Id, Type: "CONTEXT", Action: "START" });
const invoke = (Id: string): Update => ({
  Id,
  Type: "CHAINED_INVOKE",
  Action: "START",
  ChainedInvokeOptions: { FunctionName: "plain" },
});
const end = (Action: OperationUpdate["Action"]): Update => ({ Id: "end", Type: "EXECUTION", Action });
const largeError = { ErrorMessage: "x".repeat(32_768) };

/** Updates that are made before, the updates that are refused, and the message. */
const refusals: readonly (readonly [string, readonly Update[], readonly Update[]])[] = [
  ["Cannot checkpoint multiple EXECUTION updates.", [], [end("SUCCEED"), end("FAIL")]],
  ["EXECUTION checkpoint must be the last update.", [], [end("SUCCEED"), step("START")]],
  ["Cannot update the same operation twice in a single request.", [], [wait("a"), wait("a")]],
  [
    "Cannot update the same operation twice in a single request.",
    [],
    [step("START"), step("SUCCEED"), step("FAIL")],
  ],
  ["Invalid parent operation id.", [], [step("START", { ParentId: "nobody" })]],
  ["Invalid parent operation id.", [wait("w")], [step("START", { ParentId: "w" })]],
  ["Cannot start a WAIT that already exist.", [wait("w")], [wait("w")]],
  ["Cannot start a CALLBACK that already exist.", [callback("c")], [callback("c")]],
  ["Cannot start a CONTEXT that already exist.", [context("x")], [context("x")]],
  ["Cannot start a CHAINED_INVOKE that already exist.", [invoke("i")], [invoke("i")]],
  ["Invalid current STEP state to start.", [step("START")], [step("START")]],
  ["Invalid current STEP state to close.", [], [step("SUCCEED")]],
  ["Invalid current STEP state to close.", [step("START"), step("SUCCEED")], [step("FAIL")]],
  [
    "Invalid current STEP state to re-attempt.",
    [],
    [step("RETRY", { StepOptions: { NextAttemptDelaySeconds: 1 } })],
  ],
  ["Invalid StepOptions for the given action.", [step("START")], [step("RETRY")]],
  [
    "Invalid StepOptions for the given action.",
    [],
    [step("START", { StepOptions: { NextAttemptDelaySeconds: 1 } })],
  ],
  ["Inconsistent operation type/subtype/name.", [step("START")], [{ ...wait("a") }]],
  [
    "Inconsistent operation type/subtype/name.",
    [step("START", { Name: "one" })],
    [step("SUCCEED", { Name: "two" })],
  ],
  [
    "Inconsistent operation type/subtype/name.",
    [step("START", { SubType: "Step" })],
    [step("SUCCEED", { SubType: "Map" })],
  ],
  [
    "Error object size must be less than 32768 bytes.",
    [step("START")],
    [step("FAIL", { Error: largeError })],
  ],
  [
    "STEP payload size must be less than or equal to 262144 bytes.",
    [step("START")],
    [step("SUCCEED", { Payload: "x".repeat(262_145) })],
  ],
];

test.each(refusals)("%s (after %j)", async (message, before, updates) => {
  const invocation = await begin();
  if (before.length > 0) await invocation.checkpoint(before);
  const refused = invocation.checkpoint(updates);
  await expect(refused).rejects.toBeInstanceOf(InvalidParameterValueException);
  await expect(refused).rejects.toMatchObject({ message, $metadata: { httpStatusCode: 400 } });
  // What was refused has left no trace, and the token is still good.
  const { NewExecutionState } = (await invocation.checkpoint([])) as CheckpointDurableExecutionCommandOutput;
  expect(NewExecutionState?.Operations).toEqual([]);
  invocation.end({ Status: "SUCCEEDED" });
});

test("a step or a context may start and end in one request", async () => {
  const invocation = await begin();
  await invocation.checkpoint([
    context("x"),
    step("START", { ParentId: "x" }),
    step("SUCCEED", { ParentId: "x" }),
    { ...context("x"), Action: "SUCCEED" },
  ]);
  invocation.end({ Status: "SUCCEEDED" });
});
