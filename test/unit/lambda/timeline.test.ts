import { describe, expect, test } from "vitest";
import type { ExecutionRecord, OperationRecord } from "../../../infra/local/lambda/machine/state.ts";
import { createTimeline } from "../../../infra/local/lambda/page/timeline.ts";
import { duration } from "../../../infra/local/lambda/page/words.ts";
import type { Stored } from "../../../infra/local/lambda/store/stored.ts";

const operation = (id: string, position: number, more: Partial<OperationRecord>): OperationRecord => ({
  id,
  position,
  ancestors: [],
  sequence: position,
  type: "STEP",
  status: "SUCCEEDED",
  startedAt: 1_000,
  ...more,
});

const storedOf = (operations: readonly OperationRecord[], more: Partial<ExecutionRecord> = {}): Stored => ({
  execution: { id: "e", startedAt: 1_000, status: "RUNNING", ...more } as ExecutionRecord,
  operations: new Map(operations.map((one) => [one.id, one])),
  timers: new Map(),
  input: "{}",
});

describe("a timeline", () => {
  test("puts each operation below its context, and measures it in percent of the whole", () => {
    const stored = storedOf(
      [
        operation("step", 1, { startedAt: 1_000, endedAt: 1_500 }),
        operation("context", 2, { type: "CONTEXT", startedAt: 1_500, endedAt: 2_000 }),
        operation("after", 3, { startedAt: 2_000, endedAt: 2_000 }),
        operation("inner", 4, { parentId: "context", startedAt: 1_750, endedAt: 2_000 }),
      ],
      { endedAt: 2_000, status: "SUCCEEDED" },
    );
    const rows = createTimeline(stored, [], 9_000).rows.map(({ operation: { id }, depth, left, width }) => [
      id,
      depth,
      left,
      width,
    ]);
    expect(rows).toEqual([
      ["step", 0, 0, 50],
      ["context", 0, 50, 50],
      ["inner", 1, 75, 25],
      ["after", 0, 100, 0],
    ]);
  });

  test("tells waiting from work, and failure from success", () => {
    const operations = [
      operation("done", 1, { endedAt: 1_100 }),
      operation("failed", 2, { status: "FAILED", endedAt: 1_100 }),
      operation("busy", 3, { status: "STARTED" }),
      operation("wait", 4, { type: "WAIT", status: "STARTED" }),
      operation("callback", 5, { type: "CALLBACK", status: "STARTED" }),
      operation("retry", 6, { status: "PENDING" }),
    ];
    const invocation = { id: "i", startedAt: 1_900, turn: 0, seenBefore: 0, toldNews: false };
    const looks = (stored: Stored) => createTimeline(stored, [], 2_000).rows.map(({ look }) => look);
    const pending = ["waiting", "waiting", "waiting"];
    expect(looks(storedOf(operations, { invocation }))).toEqual(["done", "failed", "busy", ...pending]);
    expect(looks(storedOf(operations))).toEqual(["done", "failed", "waiting", ...pending]);
  });

  test("marks where another attempt followed, and every invocation, the one under way too", () => {
    const stored = storedOf([operation("step", 1, { status: "PENDING" })], {
      invocation: { id: "i", startedAt: 1_900, turn: 0, seenBefore: 0, toldNews: false },
    });
    const events = [
      {
        EventId: 2,
        EventType: "StepFailed",
        EventTimestamp: 1.25,
        Id: "step",
        StepFailedDetails: { RetryDetails: { NextAttemptDelaySeconds: 1 } },
      },
      {
        EventId: 3,
        EventType: "InvocationCompleted",
        EventTimestamp: 1.5,
        InvocationCompletedDetails: { StartTimestamp: 1, EndTimestamp: 1.5 },
      },
    ];
    const { rows, invocations } = createTimeline(stored, events, 2_000);
    expect(rows[0]?.retries).toEqual([25]);
    expect(invocations.map(({ left, width }) => [left, width])).toEqual([
      [0, 50],
      [90, 10],
    ]);
  });

  test("of an execution that has just begun is empty and divides by nothing", () => {
    expect(createTimeline(storedOf([]), [], 1_000)).toEqual({ milliseconds: 1, invocations: [], rows: [] });
  });
});

test.each([
  [0, "0 ms"],
  [999, "999 ms"],
  [1_500, "1.5 s"],
  [60_000, "1 min"],
  [125_000, "2 min 5 s"],
  [7_260_000, "2 h 1 min"],
  [370 * 86_400_000, "370 d"],
])("%i milliseconds are %s", (milliseconds, text) => {
  expect(duration(milliseconds)).toBe(text);
});
