import { findServiceTask } from "../../db/queries/service-tasks.ts";
import { findStage } from "../../db/queries/stages.ts";
import { findTimer } from "../../db/queries/timers.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context, Runtime } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import type { LeasedMessage } from "../outbox/model.ts";
import { callbackPurpose } from "../outbox/wake.ts";
import { systemContext } from "../system-context.ts";

/** The callback carries no data: the run re-reads the truth, so a lost or doubled ring does no harm. */
const ring = JSON.stringify({ woken: true });

type Sealed = {
  readonly id: Id<"stage"> | Id<"serviceTask"> | Id<"run">;
  readonly callback: Buffer | null;
};

const load = (ctx: Context, payload: LeasedMessage["payload"]): Promise<Sealed | undefined> =>
  inTenant(ctx, async (tx): Promise<Sealed | undefined> => {
    const { stageId, taskId, runId, step } = payload;
    if (stageId !== undefined) return findStage(tx, ctx.tenantId, stageId as Id<"stage">);
    if (taskId !== undefined) return findServiceTask(tx, ctx.tenantId, taskId as Id<"serviceTask">);
    const timer = await findTimer(tx, ctx.tenantId, { runId: runId as Id<"run">, step: step ?? "" });
    return timer === undefined ? undefined : { id: timer.runId, callback: timer.callback };
  });

/** Handles `callback.complete`: wakes the run that waits on a stage, a task or a timer. A closed callback is no error. */
export const completeCallback = async (runtime: Runtime, message: LeasedMessage): Promise<void> => {
  const ctx = systemContext(runtime, message.tenantId, { name: "relay", traceId: message.id });
  const target = await load(ctx, message.payload);
  if (target === undefined || target.callback === null) {
    return;
  }
  const callbackId = ctx.ports.vault.open(target.callback, callbackPurpose(target.id));
  await ctx.ports.callbacks.complete(callbackId, ring);
};
