import { encodeCallbackId } from "../protocol/callback-id.ts";
import { type Fault, invalidParameter } from "../protocol/fault.ts";
import type { OperationUpdate } from "../protocol/types.ts";
import { addEvent, type Draft, putOperation, scaledMs, setTimer } from "./draft.ts";
import { newOperation } from "./new-operation.ts";
import type { OperationRecord } from "./state.ts";

/** CALLBACK: absent → STARTED; an outside system or a timer ends it. A timeout of 0 is no timeout. */
export const updateCallback = (
  draft: Draft,
  update: OperationUpdate,
  { current, secret }: { readonly current: OperationRecord | undefined; readonly secret: string },
): Fault | undefined => {
  if (update.Action !== "START") return invalidParameter("Invalid CALLBACK action.");
  if (current !== undefined) return invalidParameter("Cannot start a CALLBACK that already exist.");
  const timeoutSeconds = update.CallbackOptions?.TimeoutSeconds || undefined;
  const heartbeatTimeoutSeconds = update.CallbackOptions?.HeartbeatTimeoutSeconds || undefined;
  const reference = { executionId: draft.execution.id, operationId: update.Id };
  const callbackId = encodeCallbackId(reference, secret);
  const operation = putOperation(draft, {
    ...newOperation(draft, update),
    callbackId,
    heartbeatTimeoutSeconds,
  });
  if (timeoutSeconds !== undefined) {
    setTimer(draft, "callback-timeout", operation.id, draft.now + scaledMs(draft.execution, timeoutSeconds));
  }
  if (heartbeatTimeoutSeconds !== undefined) {
    setTimer(
      draft,
      "callback-heartbeat",
      operation.id,
      draft.now + scaledMs(draft.execution, heartbeatTimeoutSeconds),
    );
  }
  const details = {
    CallbackId: callbackId,
    HeartbeatTimeout: heartbeatTimeoutSeconds,
    Timeout: timeoutSeconds,
  };
  addEvent(draft, "CallbackStarted", details, operation);
  return undefined;
};
