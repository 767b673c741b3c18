import { type Fault, invalidParameter } from "../protocol/fault.ts";
import type { OperationUpdate } from "../protocol/types.ts";
import { addEvent, type Draft, putOperation, setTimer } from "./draft.ts";
import { newOperation } from "./new-operation.ts";
import type { ChildPlan, OperationRecord } from "./state.ts";

/**
 * CHAINED_INVOKE: absent → STARTED; the end of the execution that it starts ends it. A target that cannot be invoked
 * fails it at once. The timer is the order to start that execution: it stands until that has happened.
 */
export const updateChainedInvoke = (
  draft: Draft,
  update: OperationUpdate,
  { current, plan }: { readonly current: OperationRecord | undefined; readonly plan: ChildPlan | undefined },
): Fault | undefined => {
  if (update.Action !== "START") return invalidParameter("Invalid CHAINED_INVOKE action.");
  if (current !== undefined) return invalidParameter("Cannot start a CHAINED_INVOKE that already exist.");
  const options = update.ChainedInvokeOptions;
  if (options === undefined || plan === undefined) {
    return invalidParameter("Invalid ChainedInvokeOptions for the given action.");
  }
  const started = {
    FunctionName: options.FunctionName,
    TenantId: options.TenantId,
    Input: { Payload: update.Payload, Truncated: false },
  };
  const input = update.Payload ?? "{}";
  if (plan.ok) {
    const operation = putOperation(draft, {
      ...newOperation(draft, update),
      child: { ...plan.child, input },
    });
    setTimer(draft, "chained-invoke", operation.id, draft.now);
    const DurableExecutionArn = plan.child.durable ? plan.child.arn : undefined;
    const details = { ...started, ExecutedVersion: plan.child.version, DurableExecutionArn };
    addEvent(draft, "ChainedInvokeStarted", details, operation);
    return undefined;
  }
  const failed = { ...newOperation(draft, update), status: "FAILED", endedAt: draft.now } as const;
  const operation = putOperation(draft, { ...failed, error: plan.error });
  addEvent(draft, "ChainedInvokeStarted", started, operation);
  addEvent(draft, "ChainedInvokeFailed", { Error: { Payload: plan.error, Truncated: false } }, operation);
  return undefined;
};
