import { randomBytes } from "node:crypto";
import { checkpoint } from "../machine/checkpoint.ts";
import { type ChildPlan, type OperationRecord, refuse } from "../machine/state.ts";
import type { ExecutionReference } from "../protocol/arn.ts";
import { type Fault, FaultError, staleToken } from "../protocol/fault.ts";
import { parseCheckpointRequest } from "../protocol/parse-updates.ts";
import { presentOperation, type WriteTime } from "../protocol/present.ts";
import type { OperationUpdate } from "../protocol/types.ts";
import { apply } from "../store/apply.ts";
import type { Store } from "../store/store.ts";
import type { Stored } from "../store/stored.ts";
import { isExecution } from "./is-execution.ts";
import { planChild, type PlanParts } from "./plan-child.ts";

/** What makes a callback id unguessable. */
const secretBytes = 16;

/**
 * Applies a checkpoint and answers with the body of CheckpointDurableExecution's response. An execution that does
 * not exist answers like a stale token. Idempotent by token and client token. Throws a FaultError.
 */
export const checkpointExecution = async (
  parts: PlanParts & { readonly store: Store },
  { reference, body }: { readonly reference: ExecutionReference; readonly body: unknown },
  time: WriteTime,
): Promise<object> => {
  const parsed = parseCheckpointRequest(body);
  if (!parsed.ok) throw new FaultError(parsed.fault);
  const { CheckpointToken: token, ClientToken: clientToken, Updates: updates = [] } = parsed.value;
  const { store } = parts;
  const secret = drawSecret(updates);
  const plans = planChildren(parts, updates);
  let decidedOn: Stored | undefined;
  const applied = await apply(store, {
    executionId: reference.executionId,
    decide: (now, stored) => {
      if (!isExecution(stored.execution, reference)) return refuse(staleToken);
      decidedOn = stored;
      return checkpoint(now, stored, { token, clientToken, updates, secret, plans });
    },
  });
  if (!applied.ok) throw new FaultError(asStale(applied.fault));
  const { checkpointToken, repeatedSince, operations } = applied.response;
  const told = repeatedSince === undefined ? operations : changedSince(decidedOn, repeatedSince);
  return {
    CheckpointToken: checkpointToken,
    NewExecutionState: { Operations: told.map((operation) => presentOperation(operation, time)) },
  };
};

/** Randomness costs; most checkpoints open no callback. */
const drawSecret = (updates: readonly OperationUpdate[]): string =>
  updates.some(({ Type }) => Type === "CALLBACK") ? randomBytes(secretBytes).toString("base64url") : "";

const planChildren = (
  parts: PlanParts,
  updates: readonly OperationUpdate[],
): ReadonlyMap<string, ChildPlan> | undefined => {
  const invokes = updates.flatMap(({ Id, Action, ChainedInvokeOptions: options }) =>
    Action === "START" && options !== undefined
      ? [[Id, planChild(parts, options.FunctionName)] as const]
      : [],
  );
  return invokes.length === 0 ? undefined : new Map(invokes);
};

const changedSince = (stored: Stored | undefined, sequence: number): readonly OperationRecord[] =>
  [...(stored?.operations.values() ?? [])]
    .filter((operation) => operation.sequence > sequence)
    .toSorted((one, other) => one.position - other.position);

const asStale = (fault: Fault): Fault => (fault.status === 404 ? staleToken : fault);
