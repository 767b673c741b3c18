import { createHash } from "node:crypto";
import { noteChildStarted, noteParentTold, settleChainedInvoke } from "../machine/settle-chained-invoke.ts";
import { startExecution } from "../machine/start-execution.ts";
import type { Child, OperationRecord } from "../machine/state.ts";
import { apply } from "../store/apply.ts";
import { createExecution } from "../store/create.ts";
import type { Store } from "../store/store.ts";
import type { Stored } from "../store/stored.ts";

/**
 * Starts the executions that an execution's chained invocations call for. The child's name is in the parent's journal
 * and can be given once, so a start that is repeated after a crash finds it there.
 */
export const startChildren = async (store: Store, executionId: string): Promise<void> => {
  const stored = store.cache.get(executionId) ?? (await store.load(executionId));
  if (stored === undefined) return;
  const ordered = [...stored.timers.values()].filter(({ kind }) => kind === "chained-invoke");
  for (const { operationId } of ordered) {
    const operation = stored.operations.get(operationId);
    if (operation?.child !== undefined)
      await startChild(store, stored, { operation, child: operation.child });
    const decide: Parameters<typeof apply>[1]["decide"] = (now, parent) =>
      noteChildStarted(now, parent, operationId);
    await apply(store, { executionId, decide });
  }
};

const startChild = async (
  store: Store,
  parent: Stored,
  { operation, child }: { readonly operation: OperationRecord; readonly child: Child },
): Promise<void> => {
  const { executionId: id, input, functionName, version, durable } = child;
  const start = startExecution(store.now(), {
    id,
    functionName,
    version,
    name: id,
    durable,
    input,
    executionTimeoutSeconds: child.executionTimeoutSeconds,
    retentionDays: child.retentionDays,
    timeScale: parent.execution.timeScale,
    parent: { executionId: parent.execution.id, operationId: operation.id },
  });
  const payloadHash = createHash("sha256").update(input).digest();
  await createExecution(store, { start, input, payloadHash });
};

/** Tells the parent how an execution that it started has ended. Repeated after a crash until both know. */
export const tellParent = async (store: Store, executionId: string): Promise<void> => {
  const stored = await store.load(executionId);
  if (stored === undefined) return;
  const { parent, status } = stored.execution;
  if (status === "RUNNING") return;
  if (parent !== undefined) {
    const { operationId } = parent;
    const ending = { operationId, childId: executionId, status, outcome: stored.outcome ?? {} };
    await apply(store, {
      executionId: parent.executionId,
      decide: (now, state) => settleChainedInvoke(now, state, ending),
    });
  }
  await apply(store, { executionId, decide: noteParentTold });
};
