import type { ErrorObject } from "../protocol/types.ts";
import { closeExecution } from "./close-execution.ts";
import { addEvent, clearTimer, closeDraft, type Draft, openDraft, putOperation } from "./draft.ts";
import { type Decision, type OperationRecord, type State, type Timer, unchanged } from "./state.ts";

/**
 * Fires the execution's timers that are due. A timer whose operation has moved on in the meantime
 * is only removed: the outside answer came first. The order to start another execution stays until that is there.
 */
export const fireTimers = (now: number, state: State, timers: readonly Timer[]): Decision<undefined> => {
  const due = timers
    .filter(({ dueAt, kind }) => dueAt <= now && kind !== "chained-invoke")
    .toSorted((one, other) => one.dueAt - other.dueAt);
  if (due.length === 0 || state.execution.status !== "RUNNING") return unchanged(undefined);
  const draft = openDraft(now, state);
  for (const timer of due) {
    if (draft.execution.status !== "RUNNING") break;
    clearTimer(draft, timer.kind, timer.operationId);
    fire(draft, timer);
  }
  return closeDraft(draft, undefined);
};

const fire = (draft: Draft, timer: Timer): void => {
  if (timer.kind === "execution-timeout") {
    closeExecution(draft, "TIMED_OUT", { error: executionTimedOut });
    return;
  }
  const operation = draft.operations.get(timer.operationId);
  if (operation === undefined) return;
  switch (timer.kind) {
    case "wait":
      return endWait(draft, operation);
    case "retry":
      return makeReady(draft, operation);
    case "callback-timeout":
      return timeOutCallback(draft, operation, callbackTimedOut);
    case "callback-heartbeat":
      return timeOutCallback(draft, operation, heartbeatTimedOut);
    case "chained-invoke":
      return;
  }
};

const endWait = (draft: Draft, operation: OperationRecord): void => {
  if (operation.status !== "STARTED") return;
  const ended = putOperation(draft, { ...operation, status: "SUCCEEDED", endedAt: draft.now });
  addEvent(draft, "WaitSucceeded", { Duration: operation.durationSeconds }, ended);
};

const makeReady = (draft: Draft, operation: OperationRecord): void => {
  if (operation.status === "PENDING") putOperation(draft, { ...operation, status: "READY" });
};

const timeOutCallback = (draft: Draft, operation: OperationRecord, error: ErrorObject): void => {
  if (operation.status !== "STARTED") return;
  clearTimer(draft, "callback-timeout", operation.id);
  clearTimer(draft, "callback-heartbeat", operation.id);
  const ended = putOperation(draft, { ...operation, status: "TIMED_OUT", endedAt: draft.now, error });
  addEvent(draft, "CallbackTimedOut", { Error: { Payload: error, Truncated: false } }, ended);
};

const callbackTimedOut: ErrorObject = { ErrorType: "Callback.Timeout", ErrorMessage: "Callback timed out" };

const heartbeatTimedOut: ErrorObject = {
  ErrorType: "Callback.Heartbeat",
  ErrorMessage: "Callback timed out on heartbeat",
};

const executionTimedOut: ErrorObject = {
  ErrorType: "Execution.Timeout",
  ErrorMessage: "Execution timed out",
};
