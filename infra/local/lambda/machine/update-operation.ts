import { type Fault, invalidParameter } from "../protocol/fault.ts";
import type { OperationUpdate } from "../protocol/types.ts";
import { closeExecution } from "./close-execution.ts";
import type { Draft } from "./draft.ts";
import type { CheckpointCommand } from "./checkpoint.ts";
import type { OperationRecord } from "./state.ts";
import { updateCallback } from "./update-callback.ts";
import { updateChainedInvoke } from "./update-chained-invoke.ts";
import { updateContext } from "./update-context.ts";
import { updateStep } from "./update-step.ts";
import { updateWait } from "./update-wait.ts";

/** Applies one update of the function to the draft, or tells why it may not be. */
export const updateOperation = (
  draft: Draft,
  update: OperationUpdate,
  { secret, plans }: Pick<CheckpointCommand, "secret" | "plans">,
): Fault | undefined => {
  countStorage(draft, update);
  if (update.Type === "EXECUTION") return endExecution(draft, update);
  const current = draft.operations.get(update.Id);
  const fault = checkIdentity(draft, update, current);
  if (fault !== undefined) return fault;
  switch (update.Type) {
    case "STEP":
      return updateStep(draft, update, current);
    case "CONTEXT":
      return updateContext(draft, update, current);
    case "WAIT":
      return updateWait(draft, update, current);
    case "CALLBACK":
      return updateCallback(draft, update, { current, secret });
    case "CHAINED_INVOKE":
      return updateChainedInvoke(draft, update, { current, plan: plans?.get(update.Id) });
  }
};

/** The function ends its execution itself when the result is too large for its answer. */
const endExecution = (draft: Draft, update: OperationUpdate): Fault | undefined => {
  if (update.Action === "SUCCEED") closeExecution(draft, "SUCCEEDED", { result: update.Payload });
  else if (update.Action === "FAIL") closeExecution(draft, "FAILED", { error: update.Error });
  else return invalidParameter("Invalid EXECUTION action.");
  return undefined;
};

const checkIdentity = (
  draft: Draft,
  update: OperationUpdate,
  current: OperationRecord | undefined,
): Fault | undefined => {
  if (current !== undefined && !isSameOperation(update, current)) {
    return invalidParameter("Inconsistent operation type/subtype/name.");
  }
  if (update.ParentId === undefined) return undefined;
  const parent = draft.operations.get(update.ParentId);
  const isOurs = current === undefined || current.parentId === update.ParentId;
  return parent?.type === "CONTEXT" && isOurs ? undefined : invalidParameter("Invalid parent operation id.");
};

const isSameOperation = (update: OperationUpdate, current: OperationRecord): boolean =>
  update.Type === current.type &&
  (update.SubType === undefined || update.SubType === current.subType) &&
  (update.Name === undefined || update.Name === current.name);

const countStorage = (draft: Draft, update: OperationUpdate): void => {
  const error = update.Error === undefined ? 0 : Buffer.byteLength(JSON.stringify(update.Error));
  const storedBytes = draft.execution.storedBytes + Buffer.byteLength(update.Payload ?? "") + error;
  draft.execution = { ...draft.execution, storedBytes };
};
