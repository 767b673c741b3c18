import { callbackClosed, invalidCallbackId } from "../protocol/fault.ts";
import type { ErrorObject } from "../protocol/types.ts";
import {
  addEvent,
  clearTimer,
  closeDraft,
  type Draft,
  openDraft,
  putOperation,
  scaledMs,
  setTimer,
} from "./draft.ts";
import { type Decision, type OperationRecord, refuse, type State } from "./state.ts";

export type CallbackAnswer =
  | { readonly kind: "success"; readonly result: string | undefined }
  | { readonly kind: "failure"; readonly error: ErrorObject }
  | { readonly kind: "heartbeat" };

export type CallbackRequest = {
  readonly callbackId: string;
  readonly operationId: string;
  readonly answer: CallbackAnswer;
};

/**
 * An outside system answers a callback or says that it is still at work. Whoever comes after the
 * first answer, the timeout or the end of the execution is told that the callback is closed.
 */
export const answerCallback = (now: number, state: State, request: CallbackRequest): Decision<undefined> => {
  const operation = state.operations.get(request.operationId);
  if (operation === undefined || operation.callbackId !== request.callbackId)
    return refuse(invalidCallbackId);
  if (state.execution.status !== "RUNNING" || operation.status !== "STARTED") return refuse(callbackClosed);
  const draft = openDraft(now, state);
  if (request.answer.kind === "heartbeat") {
    const { heartbeatTimeoutSeconds } = operation;
    if (heartbeatTimeoutSeconds !== undefined) {
      setTimer(
        draft,
        "callback-heartbeat",
        operation.id,
        now + scaledMs(draft.execution, heartbeatTimeoutSeconds),
      );
    }
    return closeDraft(draft, undefined);
  }
  settle(draft, operation, request.answer);
  return closeDraft(draft, undefined);
};

const settle = (
  draft: Draft,
  operation: OperationRecord,
  answer: Exclude<CallbackAnswer, { kind: "heartbeat" }>,
): void => {
  clearTimer(draft, "callback-timeout", operation.id);
  clearTimer(draft, "callback-heartbeat", operation.id);
  const payload = answer.kind === "success" ? (answer.result ?? "") : JSON.stringify(answer.error);
  const storedBytes = draft.execution.storedBytes + Buffer.byteLength(payload);
  draft.execution = { ...draft.execution, storedBytes };
  const ended = { ...operation, endedAt: draft.now };
  if (answer.kind === "success") {
    const closed = putOperation(draft, { ...ended, status: "SUCCEEDED", result: answer.result });
    const Result = { Payload: answer.result, Truncated: false };
    addEvent(draft, "CallbackSucceeded", { Result }, closed);
  } else {
    const closed = putOperation(draft, { ...ended, status: "FAILED", error: answer.error });
    addEvent(draft, "CallbackFailed", { Error: { Payload: answer.error, Truncated: false } }, closed);
  }
};
