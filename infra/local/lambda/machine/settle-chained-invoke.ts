import type { ErrorObject, ExecutionStatus } from "../protocol/types.ts";
import { addEvent, clearTimer, closeDraft, openDraft, putOperation } from "./draft.ts";
import { type Decision, type Outcome, type State, unchanged } from "./state.ts";

export type ChildEnding = {
  readonly operationId: string;
  readonly childId: string;
  readonly status: Exclude<ExecutionStatus, "RUNNING">;
  readonly outcome: Outcome;
};

const eventTypes = {
  SUCCEEDED: "ChainedInvokeSucceeded",
  FAILED: "ChainedInvokeFailed",
  TIMED_OUT: "ChainedInvokeTimedOut",
  STOPPED: "ChainedInvokeStopped",
} as const satisfies Record<ChildEnding["status"], string>;

const timedOut: ErrorObject = {
  ErrorType: "ChainedInvoke.Timeout",
  ErrorMessage: "The chained invocation timed out",
};

/** The end of an execution becomes the end of the operation that started it. Told twice, it changes nothing. */
export const settleChainedInvoke = (now: number, state: State, ending: ChildEnding): Decision<undefined> => {
  const operation = state.operations.get(ending.operationId);
  const isOpen = operation?.status === "STARTED" && operation.child?.executionId === ending.childId;
  if (!isOpen || state.execution.status !== "RUNNING") return unchanged(undefined);
  const { status, outcome } = ending;
  const draft = openDraft(now, state);
  clearTimer(draft, "chained-invoke", operation.id);
  const succeeded = status === "SUCCEEDED";
  const error = status === "TIMED_OUT" ? timedOut : (outcome.error ?? {});
  const payload = succeeded ? (outcome.result ?? "") : JSON.stringify(error);
  const storedBytes = draft.execution.storedBytes + Buffer.byteLength(payload);
  draft.execution = { ...draft.execution, storedBytes };
  const closed = putOperation(draft, {
    ...operation,
    status,
    endedAt: now,
    result: succeeded ? outcome.result : undefined,
    error: succeeded ? undefined : error,
  });
  const details = succeeded
    ? { Result: { Payload: outcome.result, Truncated: false } }
    : { Error: { Payload: error, Truncated: false } };
  addEvent(draft, eventTypes[status], details, closed);
  return closeDraft(draft, undefined);
};

/** The execution that an operation is to start is there: the order to start it is done. */
export const noteChildStarted = (now: number, state: State, operationId: string): Decision<undefined> => {
  if (state.execution.status !== "RUNNING") return unchanged(undefined);
  const draft = openDraft(now, state);
  clearTimer(draft, "chained-invoke", operationId);
  return closeDraft(draft, undefined);
};

/** The parent knows how this execution ended: nothing more is to be done about it. */
export const noteParentTold = (now: number, state: State): Decision<undefined> => {
  if (state.execution.wantedAt === undefined || state.execution.status === "RUNNING") {
    return unchanged(undefined);
  }
  const draft = openDraft(now, state);
  draft.execution = { ...draft.execution, wantedAt: undefined };
  return closeDraft(draft, undefined);
};
