import { moveRun } from "../../db/queries/runs.ts";
import { findTimer, saveTimer } from "../../db/queries/timers.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { callbackPurpose, wakeRun } from "../outbox/wake.ts";
import { lockRun } from "../runs/lock-run.ts";
import { runStanding } from "../runs/standing.ts";

/**
 * Keeps the callback that the run is about to wait on until its timer's moment. Rings at once when the timer has ended
 * or the request is over. Idempotent by run and step; the newest callback is the one that counts.
 */
export const awaitTimer = (
  ctx: Context,
  input: { readonly runId: Id<"run">; readonly step: string; readonly callbackId: string },
): Promise<void> =>
  inTenant(ctx, async (tx, unit) => {
    const { runId, step, callbackId } = input;
    const { run, request } = await lockRun(unit, runId);
    const timer = await findTimer(tx, ctx.tenantId, { runId, step });
    if (timer === undefined) {
      throw notFound();
    }
    const { tenantId, requestId, dueAt } = timer;
    const callback = ctx.ports.vault.seal(callbackId, callbackPurpose(runId));
    await saveTimer(tx, { tenantId, runId, step, requestId, dueAt, callback });
    await moveRun(tx, tenantId, { runId, from: ["running"], to: "waiting", ended: false });
    if (timer.status !== "waiting" || runStanding(run, request) === "ended") {
      await wakeRun(unit, { runId, step, callback }, requestId);
    }
  });
