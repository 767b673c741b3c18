import { type Fault, invalidParameter } from "../protocol/fault.ts";
import type { OperationUpdate } from "../protocol/types.ts";
import { addEvent, type Draft, putOperation } from "./draft.ts";
import { newOperation } from "./new-operation.ts";
import type { OperationRecord } from "./state.ts";

/** CONTEXT: absent → STARTED → SUCCEEDED or FAILED, all by the function. */
export const updateContext = (
  draft: Draft,
  update: OperationUpdate,
  current: OperationRecord | undefined,
): Fault | undefined => {
  if (update.Action === "START") {
    if (current !== undefined) return invalidParameter("Cannot start a CONTEXT that already exist.");
    addEvent(draft, "ContextStarted", {}, putOperation(draft, newOperation(draft, update)));
    return undefined;
  }
  if (update.Action !== "SUCCEED" && update.Action !== "FAIL") {
    return invalidParameter("Invalid CONTEXT action.");
  }
  if (current?.status !== "STARTED") return invalidParameter("Invalid current CONTEXT state to close.");
  close(draft, update, current);
  return undefined;
};

const close = (draft: Draft, update: OperationUpdate, current: OperationRecord): void => {
  const succeeded = update.Action === "SUCCEED";
  const operation = putOperation(draft, {
    ...current,
    status: succeeded ? "SUCCEEDED" : "FAILED",
    endedAt: draft.now,
    replayChildren: update.ContextOptions?.ReplayChildren,
    result: succeeded ? update.Payload : undefined,
    error: succeeded ? undefined : (update.Error ?? {}),
  });
  const details = succeeded
    ? { Result: { Payload: update.Payload, Truncated: false } }
    : { Error: { Payload: update.Error ?? {}, Truncated: false } };
  addEvent(draft, succeeded ? "ContextSucceeded" : "ContextFailed", details, operation);
};
