import { type Fault, invalidParameter } from "../protocol/fault.ts";
import type { OperationUpdate } from "../protocol/types.ts";
import { addEvent, type Draft, putOperation, scaledMs, setTimer } from "./draft.ts";
import { newOperation } from "./new-operation.ts";
import type { OperationRecord } from "./state.ts";

type Current = OperationRecord | undefined;

/** STEP: absent or READY → STARTED → SUCCEEDED, FAILED, or PENDING until its retry is due. */
export const updateStep = (draft: Draft, update: OperationUpdate, current: Current): Fault | undefined => {
  switch (update.Action) {
    case "START":
      return start(draft, update, current);
    case "SUCCEED":
    case "FAIL":
      return close(draft, update, current);
    case "RETRY":
      return retry(draft, update, current);
    case "CANCEL":
      return invalidParameter("Invalid STEP action.");
  }
};

const start = (draft: Draft, update: OperationUpdate, current: Current): Fault | undefined => {
  if (current !== undefined && current.status !== "READY") {
    return invalidParameter("Invalid current STEP state to start.");
  }
  if (hasDelay(update)) return invalidOptions;
  const base = current ?? { ...newOperation(draft, update), attempt: 0 };
  const operation = putOperation(draft, { ...base, status: "STARTED", nextAttemptAt: undefined });
  addEvent(draft, "StepStarted", {}, operation);
  return undefined;
};

const close = (draft: Draft, update: OperationUpdate, current: Current): Fault | undefined => {
  if (!isUnderWay(current)) return invalidParameter("Invalid current STEP state to close.");
  if (hasDelay(update)) return invalidOptions;
  const succeeded = update.Action === "SUCCEED";
  const attempt = (current.attempt ?? 0) + 1;
  const operation = putOperation(draft, {
    ...current,
    status: succeeded ? "SUCCEEDED" : "FAILED",
    endedAt: draft.now,
    attempt,
    nextAttemptAt: undefined,
    result: succeeded ? update.Payload : undefined,
    error: succeeded ? undefined : (update.Error ?? {}),
  });
  addStepEnd(draft, operation, { CurrentAttempt: attempt });
  return undefined;
};

/** A retry without an error is a poll of waitForCondition: its payload is the state for the next one. */
const retry = (draft: Draft, update: OperationUpdate, current: Current): Fault | undefined => {
  if (!isUnderWay(current)) return invalidParameter("Invalid current STEP state to re-attempt.");
  const delaySeconds = update.StepOptions?.NextAttemptDelaySeconds;
  if (delaySeconds === undefined) return invalidOptions;
  const attempt = (current.attempt ?? 0) + 1;
  const nextAttemptAt = draft.now + scaledMs(draft.execution, delaySeconds);
  const operation = putOperation(draft, {
    ...current,
    status: "PENDING",
    attempt,
    nextAttemptAt,
    result: update.Payload,
    error: update.Error,
  });
  setTimer(draft, "retry", operation.id, nextAttemptAt);
  addStepEnd(draft, operation, { CurrentAttempt: attempt, NextAttemptDelaySeconds: delaySeconds });
  return undefined;
};

const addStepEnd = (draft: Draft, operation: OperationRecord, retryDetails: object): void => {
  if (operation.error === undefined) {
    const Result = { Payload: operation.result, Truncated: false };
    addEvent(draft, "StepSucceeded", { Result, RetryDetails: retryDetails }, operation);
  } else {
    const Error = { Payload: operation.error, Truncated: false };
    addEvent(draft, "StepFailed", { Error, RetryDetails: retryDetails }, operation);
  }
};

const isUnderWay = (current: Current): current is OperationRecord =>
  current?.status === "STARTED" || current?.status === "READY";

const hasDelay = (update: OperationUpdate): boolean =>
  update.StepOptions?.NextAttemptDelaySeconds !== undefined;

const invalidOptions = invalidParameter("Invalid StepOptions for the given action.");
