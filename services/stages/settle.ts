import { lockRequest } from "../../db/queries/requests.ts";
import { moveRun } from "../../db/queries/runs.ts";
import { findStage } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { close } from "../requests/close.ts";

/** What the run finds when it wakes; it branches on this alone, never on what woke it. */
export type StageState =
  | { readonly state: "approved" }
  | { readonly state: "ended" }
  | { readonly state: "open"; readonly remainingSeconds: number };

const millisecondsPerSecond = 1000;

/**
 * Reads how a stage stands after a wake-up of any kind, and expires the request when the stage's deadline has
 * passed by the database's clock. Idempotent; a decision that was in time stands, however late the wake-up.
 */
export const settleStage = (
  ctx: Context,
  { stageId, runId }: { readonly stageId: Id<"stage">; readonly runId: Id<"run"> },
): Promise<StageState> =>
  inTenant(ctx, async (tx, unit) => {
    const known = await findStage(tx, ctx.tenantId, stageId);
    if (known === undefined) {
      throw notFound();
    }
    const request = await lockRequest(tx, ctx.tenantId, known.requestId);
    const stage = await findStage(tx, ctx.tenantId, stageId);
    if (request === undefined || stage === undefined) {
      throw notFound();
    }
    const resume = { runId, from: ["waiting"], to: "running", ended: false } as const;
    if (stage.status === "approved") {
      await moveRun(tx, ctx.tenantId, resume);
      return { state: "approved" };
    }
    if (request.status !== "pending" || stage.status !== "active") {
      await moveRun(tx, ctx.tenantId, resume);
      return { state: "ended" };
    }
    const deadlineAt = stage.deadlineAt ?? request.now;
    const remaining = deadlineAt.getTime() - request.now.getTime();
    if (remaining > 0) {
      return { state: "open", remainingSeconds: Math.ceil(remaining / millisecondsPerSecond) };
    }
    await moveRun(tx, ctx.tenantId, resume);
    await close(unit, {
      requestId: request.id,
      event: "expire",
      detail: { stage: stage.name, deadlineAt: deadlineAt.toISOString() },
    });
    return { state: "ended" };
  });
