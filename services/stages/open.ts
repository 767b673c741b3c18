import { lockRequest, type RequestRow } from "../../db/queries/requests.ts";
import { moveRun } from "../../db/queries/runs.ts";
import {
  findStage,
  listSeatsOfStage,
  openSeats,
  type StageRow,
  updateStage,
} from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import { invite } from "../assignments/invite.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { callbackPurpose, wakeRun } from "../outbox/wake.ts";

const millisecondsPerSecond = 1000;

export type StageWait = {
  readonly stageId: Id<"stage">;
  readonly runId: Id<"run">;
  /** The durable callback that the run is about to wait on. */
  readonly callbackId: string;
};

const begin = async (ctx: UnitContext, stage: StageRow, request: RequestRow & { readonly now: Date }) => {
  const { now } = request;
  const deadlineAt = new Date(now.getTime() + stage.deadlineSeconds * millisecondsPerSecond);
  await updateStage(ctx.unit.tx, ctx.tenantId, stage.id, { status: "active", openedAt: now, deadlineAt });
  await openSeats(ctx.unit.tx, ctx.tenantId, stage.id);
  const all = await listSeatsOfStage(ctx.unit.tx, ctx.tenantId, stage.id);
  const seats = all.filter(({ assignment }) => assignment.status === "open");
  await invite(ctx, { request, seats, now, deadlineAt, template: "approval-requested" });
  await record(ctx, {
    action: "stage.opened",
    target: { type: "stage", id: stage.id },
    requestId: request.id,
    detail: { name: stage.name, position: stage.position, deadlineAt: deadlineAt.toISOString() },
  });
};

/**
 * Keeps the callback that the run is about to wait on, and opens the stage's seats with their links and mails
 * when that has not happened yet. When there is nothing to wait for any more, it rings the bell at once.
 * Idempotent by stage: seats, links and mails are made once; the newest callback is the one that counts.
 */
export const awaitStage = (ctx: Context, { stageId, runId, callbackId }: StageWait): Promise<void> =>
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
    const callback = ctx.ports.vault.seal(callbackId, callbackPurpose(stageId));
    await updateStage(tx, ctx.tenantId, stageId, { callback });
    if (request.status !== "pending" || (stage.status !== "not_started" && stage.status !== "active")) {
      await wakeRun(unit, { stageId, callback }, request.id);
      return;
    }
    await moveRun(tx, ctx.tenantId, { runId, from: ["running"], to: "waiting", ended: false });
    if (stage.status === "not_started") {
      await begin(unit, stage, request);
    }
  });
