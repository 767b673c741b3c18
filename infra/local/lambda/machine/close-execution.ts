import type { ErrorObject, ExecutionStatus } from "../protocol/types.ts";
import { addEvent, type Draft } from "./draft.ts";
import type { Outcome } from "./state.ts";

const eventTypes = {
  SUCCEEDED: "ExecutionSucceeded",
  FAILED: "ExecutionFailed",
  TIMED_OUT: "ExecutionTimedOut",
  STOPPED: "ExecutionStopped",
} as const satisfies Record<Exclude<ExecutionStatus, "RUNNING">, string>;

/**
 * Closes the execution. Its operations stay as they are, its timers go, and a live invocation
 * keeps running but can no longer write.
 */
export const closeExecution = (draft: Draft, status: keyof typeof eventTypes, outcome: Outcome): void => {
  const details =
    status === "SUCCEEDED"
      ? { Result: { Payload: outcome.result, Truncated: false } }
      : { Error: { Payload: outcome.error ?? {}, Truncated: false } };
  addEvent(draft, eventTypes[status], details);
  draft.outcome = outcome;
  draft.timersSet.clear();
  draft.timersCleared.clear();
  // What another execution waits for is looked at once more, to tell it.
  const wantedAt = draft.execution.parent === undefined ? undefined : draft.now;
  draft.execution = { ...draft.execution, status, endedAt: draft.now, wantedAt };
};

/** An output that breaks the protocol ends the execution with the service's own error. */
export const invalidOutput = (message: string): ErrorObject => ({
  ErrorType: "InvalidParameterValueException",
  ErrorMessage: message,
});
