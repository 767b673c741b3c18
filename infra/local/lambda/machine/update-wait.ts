import { type Fault, invalidParameter } from "../protocol/fault.ts";
import type { OperationUpdate } from "../protocol/types.ts";
import { addEvent, type Draft, putOperation, scaledMs, setTimer, toSeconds } from "./draft.ts";
import { newOperation } from "./new-operation.ts";
import type { OperationRecord } from "./state.ts";

/** WAIT: absent → STARTED; its timer ends it. */
export const updateWait = (
  draft: Draft,
  update: OperationUpdate,
  current: OperationRecord | undefined,
): Fault | undefined => {
  if (update.Action !== "START") return invalidParameter("Invalid WAIT action.");
  if (current !== undefined) return invalidParameter("Cannot start a WAIT that already exist.");
  const durationSeconds = update.WaitOptions?.WaitSeconds;
  if (durationSeconds === undefined) return invalidParameter("Invalid WaitOptions for the given action.");
  const scheduledEndAt = draft.now + scaledMs(draft.execution, durationSeconds);
  const operation = putOperation(draft, { ...newOperation(draft, update), scheduledEndAt, durationSeconds });
  setTimer(draft, "wait", operation.id, scheduledEndAt);
  const details = { Duration: durationSeconds, ScheduledEndTimestamp: toSeconds(scheduledEndAt) };
  addEvent(draft, "WaitStarted", details, operation);
  return undefined;
};
