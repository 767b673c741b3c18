import { describe, expect, test } from "vitest";
import { operationsMax } from "../../../../infra/local/lambda/protocol/limits.ts";
import { encodeCheckpointToken } from "../../../../infra/local/lambda/protocol/checkpoint-token.ts";
import type { OperationUpdate } from "../../../../infra/local/lambda/protocol/types.ts";
import { begun, open, pending } from "./execution-in-memory.ts";

const step = (Action: OperationUpdate["Action"], rest: Partial<OperationUpdate> = {}): OperationUpdate => ({
  Id: "s",
  Type: "STEP",
  SubType: "Step",
  Action,
  ...rest,
});
const wait: OperationUpdate = { Id: "w", Type: "WAIT", Action: "START", WaitOptions: { WaitSeconds: 10 } };
const callback: OperationUpdate = {
  Id: "c",
  Type: "CALLBACK",
  Action: "START",
  CallbackOptions: { TimeoutSeconds: 10, HeartbeatTimeoutSeconds: 0 },
};
const context = (Action: OperationUpdate["Action"], Id = "x"): OperationUpdate => ({
  Id,
  Type: "CONTEXT",
  Action,
});

describe("an invocation", () => {
  test("begins only when it is wanted and no other is live", () => {
    const run = open();
    expect(run.begin()).toMatchObject({ begun: true });
    expect(run.begin("other")).toEqual({ begun: false });
    expect(run.state.execution.attempts).toBe(1);
  });

  test("is called for once by an event that comes while it runs unnoticed", () => {
    const run = open();
    run.begin();
    const { operations } = run.send([callback, wait]);
    run.answer(operations[0]?.callbackId ?? "", "c");
    expect(run.state.execution.wantedAt).toBeUndefined();
    run.end(pending);
    expect(run.state.execution.wantedAt).toBe(begun);
    run.begin("inv");
    run.end(pending);
    expect(run.state.execution.wantedAt).toBeUndefined();
  });

  test("hears of an outside event by its next checkpoint", () => {
    const run = open();
    run.begin();
    const { operations } = run.send([callback]);
    run.answer(operations[0]?.callbackId ?? "", "c");
    expect(run.send([], 1).operations).toMatchObject([{ id: "c", status: "SUCCEEDED", result: "yes" }]);
    expect(run.send([], 2).operations).toEqual([]);
  });

  test("that suspends with nothing pending fails the execution", () => {
    const run = open();
    run.begin();
    run.end(pending);
    expect(run.state.execution.status).toBe("FAILED");
    expect(run.events).toEqual(["ExecutionStarted", "InvocationCompleted", "ExecutionFailed"]);
  });

  test("that crashes is repeated until its repetitions are as many as operations may be", () => {
    const run = open();
    let invocations = 0;
    while (run.state.execution.status === "RUNNING" && invocations <= operationsMax) {
      run.begin();
      invocations += 1;
      run.end({ kind: "crashed", error: { ErrorMessage: "oom" } });
      run.later(60);
    }
    expect(invocations).toBe(operationsMax);
    expect(run.state.execution.status).toBe("FAILED");
  });

  test("that crashes is wanted again after 1, 2, 4 seconds, and 60 at most", () => {
    const run = open();
    const pauses: number[] = [];
    for (let crash = 0; crash < 8; crash += 1) {
      run.begin();
      run.end({ kind: "crashed", error: { ErrorMessage: "oom" } });
      const at = run.state.execution.wantedAt ?? 0;
      const from = begun + pauses.reduce((sum, pause) => sum + pause, 0) * 1_000;
      pauses.push((at - from) / 1_000);
      run.later(pauses.at(-1) ?? 0);
    }
    expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 60, 60]);
  });

  test("whose worker was lost is continued at once the first time", () => {
    const run = open();
    run.begin();
    run.end({ kind: "lost" });
    expect(run.state.execution.wantedAt).toBe(begun);
    run.begin();
    run.end({ kind: "lost" });
    expect(run.state.execution.wantedAt).toBe(begun + 1_000);
  });

  test("that was superseded changes nothing any more", () => {
    const run = open();
    run.begin("old");
    run.end({ kind: "lost" }, "old");
    run.begin("inv");
    const before = run.state;
    run.end({ kind: "answered", output: { Status: "SUCCEEDED" } }, "old");
    expect(run.state).toBe(before);
    expect(run.refused([], run.token(0, "old"))).toBe("Invalid checkpoint token");
  });
});

describe("a checkpoint token", () => {
  test("serves once, and again for the same client token without being applied again", () => {
    const run = open();
    run.begin();
    const first = run.send([step("START")], 0, "request");
    const again = run.send([step("START")], 0, "request");
    expect(again).toMatchObject({ checkpointToken: first.checkpointToken, repeatedSince: 0 });
    expect(run.events.filter((event) => event === "StepStarted")).toHaveLength(1);
    expect(run.refused([])).toBe("Invalid checkpoint token");
  });

  test("of another execution or of none is refused", () => {
    const run = open();
    run.begin();
    const foreign = encodeCheckpointToken({ executionId: "other", invocationId: "inv", turn: 0 });
    expect(run.refused([], foreign)).toBe("Checkpoint token is not valid for the durable execution ARN");
    expect(run.refused([], "nonsense")).toBe("Invalid checkpoint token");
  });

  test("is worth nothing once the execution has closed", () => {
    const run = open();
    run.begin();
    run.stop();
    expect(run.refused([])).toBe("Invalid checkpoint token");
  });
});

describe("a step", () => {
  test("starts and succeeds in one batch", () => {
    const run = open();
    run.begin();
    const told = run.send([step("START"), step("SUCCEED", { Payload: "1" })]);
    expect(told.operations).toMatchObject([{ status: "SUCCEEDED", attempt: 1, result: "1" }]);
  });

  test("waits for its retry, becomes ready by its timer and calls for an invocation", () => {
    const run = open();
    run.begin();
    run.send([step("START"), step("RETRY", { StepOptions: { NextAttemptDelaySeconds: 5 }, Error: {} })]);
    run.end(pending);
    expect(run.state.execution.wantedAt).toBeUndefined();
    run.later(5);
    run.fire();
    expect(run.state.operations.get("s")).toMatchObject({ status: "READY", attempt: 1 });
    expect(run.state.execution.wantedAt).toBe(begun + 5_000);
  });

  test.each([
    ["an end without a start", [step("SUCCEED")], "Invalid current STEP state to close."],
    [
      "two starts",
      [step("START"), step("START")],
      "Cannot update the same operation twice in a single request.",
    ],
    ["a retry without a delay", [step("START"), step("RETRY")], "Invalid StepOptions for the given action."],
    ["an unknown parent", [step("START", { ParentId: "none" })], "Invalid parent operation id."],
    ["a cancel", [step("CANCEL")], "Invalid STEP action."],
  ])("refuses %s", (_, updates, message) => {
    const run = open();
    run.begin();
    expect(run.refused(updates)).toBe(message);
  });

  test("cannot change its name, nor run again once it has succeeded", () => {
    const run = open();
    run.begin();
    run.send([step("START"), step("SUCCEED")]);
    expect(run.refused([step("START", { Name: "other" })], run.token(1))).toBe(
      "Inconsistent operation type/subtype/name.",
    );
    expect(run.refused([step("START")], run.token(1))).toBe("Invalid current STEP state to start.");
  });
});

describe("an answer and a timeout of one callback", () => {
  const suspended = () => {
    const run = open();
    run.begin();
    const { operations } = run.send([callback]);
    run.end(pending);
    return { run, callbackId: operations[0]?.callbackId ?? "" };
  };

  test("the answer comes first: the timer finds nothing to do", () => {
    const { run, callbackId } = suspended();
    run.later(10);
    expect(run.answer(callbackId, "c")).toBe("answered");
    run.fire();
    expect(run.state.operations.get("c")).toMatchObject({ status: "SUCCEEDED" });
  });

  test("the timer comes first: the answer is told that the callback is closed", () => {
    const { run, callbackId } = suspended();
    run.later(10);
    run.fire();
    expect(run.answer(callbackId, "c")).toBe("CallbackTimeoutException");
    expect(run.state.operations.get("c")).toMatchObject({
      status: "TIMED_OUT",
      error: { ErrorType: "Callback.Timeout" },
    });
  });

  test("an id that was not issued is refused", () => {
    const { run } = suspended();
    expect(run.answer("forged", "c")).toBe("InvalidParameterValueException");
  });

  test("after the execution was stopped the callback is closed", () => {
    const { run, callbackId } = suspended();
    run.stop();
    expect(run.answer(callbackId, "c")).toBe("CallbackTimeoutException");
  });
});

describe("a batch", () => {
  test("is refused as a whole", () => {
    const run = open();
    run.begin();
    const before = run.state;
    expect(run.refused([step("START"), context("SUCCEED")])).toBe("Invalid current CONTEXT state to close.");
    expect(run.state).toBe(before);
  });

  test("ends with the execution's end, if it has one", () => {
    const run = open();
    run.begin();
    const end: OperationUpdate = { Id: "end", Type: "EXECUTION", Action: "SUCCEED", Payload: "1" };
    expect(run.refused([end, wait])).toBe("EXECUTION checkpoint must be the last update.");
    expect(run.refused([end, { ...end, Id: "end-2" }])).toBe("Cannot checkpoint multiple EXECUTION updates.");
    expect(run.send([wait, end]).checkpointToken).toBeUndefined();
    expect(run.state.execution.status).toBe("SUCCEEDED");
  });

  test("puts operations under the contexts that it starts", () => {
    const run = open();
    run.begin();
    const inner = { ...context("START", "y"), ParentId: "x" };
    run.send([context("START"), inner, step("START", { ParentId: "y" })]);
    expect(run.state.operations.get("s")?.ancestors).toEqual(["x", "y"]);
  });

  test("does not hold an error of 32 KB", () => {
    const run = open();
    run.begin();
    const Error = { ErrorMessage: "x".repeat(32_768) };
    expect(run.refused([step("FAIL", { Error })])).toBe("Error object size must be less than 32768 bytes.");
  });
});

test("an execution times out and its invocation can no longer write", () => {
  const run = open();
  run.begin();
  run.later(3_600);
  run.fire();
  expect(run.state.execution.status).toBe("TIMED_OUT");
  expect(run.refused([])).toBe("Invalid checkpoint token");
});
