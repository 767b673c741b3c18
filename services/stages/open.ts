import { moveRun } from "../../db/queries/runs.ts";
import { type StageRow, updateStage } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { AuditEntry } from "../audit/model.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { callbackPurpose, wakeRun } from "../outbox/wake.ts";
import { type LockedRequest, lockPosition } from "./lock-position.ts";
import { seatPeople } from "./seat-people.ts";
import { standingOf } from "./standing.ts";

const millisecondsPerSecond = 1000;

export type PositionWait = {
  /** The stages that are open at the same time. */
  readonly stageIds: readonly Id<"stage">[];
  readonly runId: Id<"run">;
  /** The durable callback that the run is about to wait on. */
  readonly callbackId: string;
};

const begin = async (ctx: UnitContext, stage: StageRow, request: LockedRequest): Promise<AuditEntry[]> => {
  const { now } = request;
  const deadlineAt = new Date(now.getTime() + stage.deadlineSeconds * millisecondsPerSecond);
  await updateStage(ctx.unit.tx, ctx.tenantId, stage.id, { status: "active", openedAt: now, deadlineAt });
  const { entries } = await seatPeople(ctx, {
    request,
    stageId: stage.id,
    deadlineAt,
    template: "approval-requested",
  });
  const opened: AuditEntry = {
    action: "stage.opened",
    target: { type: "stage", id: stage.id },
    requestId: request.id,
    detail: { name: stage.name, position: stage.position, deadlineAt: deadlineAt.toISOString() },
  };
  return [opened, ...entries];
};

/** Each stage keeps the one callback sealed for itself, so that whatever is decided in any of them rings. */
const keepCallback = async (
  ctx: UnitContext,
  stages: readonly StageRow[],
  callbackId: string,
): Promise<readonly StageRow[]> => {
  const kept = stages.map((stage) => ({
    ...stage,
    callback: ctx.ports.vault.seal(callbackId, callbackPurpose(stage.id)),
  }));
  for (const { id, callback } of kept) {
    await updateStage(ctx.unit.tx, ctx.tenantId, id, { callback });
  }
  return kept;
};

/**
 * Keeps the callback that the run is about to wait on, and opens the position's stages with their seats, links and
 * mails when that has not happened yet. When there is nothing to wait for any more, it rings the bell at once.
 * Idempotent by stage: seats, links and mails are made once; the newest callback is the one that counts.
 */
export const awaitPosition = (ctx: Context, { stageIds, runId, callbackId }: PositionWait): Promise<void> =>
  inTenant(ctx, async (tx, unit) => {
    const { request, stages: found } = await lockPosition(unit, stageIds);
    const stages = await keepCallback(unit, found, callbackId);
    const [first] = stages;
    if (first !== undefined && standingOf({ request, stages }) !== "open") {
      await wakeRun(unit, { stageId: first.id, callback: first.callback }, request.id);
      return;
    }
    await moveRun(tx, ctx.tenantId, { runId, from: ["running"], to: "waiting", ended: false });
    const entries: AuditEntry[] = [];
    for (const stage of stages.filter(({ status }) => status === "not_started")) {
      entries.push(...(await begin(unit, stage, request)));
    }
    for (const entry of entries) {
      await record(unit, entry);
    }
  });
