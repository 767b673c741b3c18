import { expect, test } from "vitest";
import type { ExecutionRecord } from "../../../infra/local/lambda/machine/state.ts";
import { terminalLine } from "../../../infra/local/lambda/terminal-line.ts";

const execution = { id: "id-1", functionName: "flow", version: "2", name: "order-7" } as ExecutionRecord;
const at = Date.UTC(2026, 0, 2, 3, 4, 5, 678) / 1_000;

test("a line tells when, which execution and what happened", () => {
  const event = {
    EventId: 5,
    EventType: "StepFailed",
    EventTimestamp: at,
    Id: "op-1",
    Name: "reserve",
    StepFailedDetails: {
      Error: { Payload: { ErrorType: "Busy", ErrorMessage: "not yet" } },
      RetryDetails: { NextAttemptDelaySeconds: 4 },
    },
  };
  expect(terminalLine(execution, event)).toBe(
    '03:04:05.678  flow:2 order-7  StepFailed "reserve"  Busy: not yet, again in 4 s',
  );
});

test("what a payload holds neither steers the terminal nor fills it", () => {
  const Payload = `\u001b[2Jone\ntwo ${"x".repeat(500)}`;
  const event = {
    EventId: 9,
    EventType: "ExecutionSucceeded",
    EventTimestamp: at,
    Id: "id-1",
    ExecutionSucceededDetails: { Result: { Payload } },
  };
  const line = terminalLine(execution, event);
  expect(line).toContain("ExecutionSucceeded   [2Jone two xxx");
  expect(line.length).toBeLessThan(200);
  expect(line).not.toMatch(/\p{Cc}/u);
});
