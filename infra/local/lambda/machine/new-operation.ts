import type { OperationUpdate } from "../protocol/types.ts";
import type { Draft } from "./draft.ts";
import type { OperationRecord } from "./state.ts";

/** The record of an operation that starts now. Position 0 is the execution's own operation. */
export const newOperation = (draft: Draft, update: OperationUpdate): Omit<OperationRecord, "sequence"> => {
  const parent = update.ParentId === undefined ? undefined : draft.operations.get(update.ParentId);
  return {
    id: update.Id,
    parentId: update.ParentId,
    ancestors: parent === undefined ? [] : [...parent.ancestors, parent.id],
    position: draft.execution.operationCount,
    type: update.Type,
    subType: update.SubType,
    name: update.Name,
    status: "STARTED",
    startedAt: draft.now,
  };
};
