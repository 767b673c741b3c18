import { moveRun } from "../../db/queries/runs.ts";
import { type StageRow, updateStage } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { AuditEntry } from "../audit/model.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { requireKind } from "../kinds/require-kind.ts";
import { callbackPurpose, wakeRun } from "../outbox/wake.ts";
import { readSubject } from "../runs/read-subject.ts";
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

/** Until when any answer is of use, by what is asked for; null: always. */
const usefulUntil = async (ctx: UnitContext, request: LockedRequest): Promise<Date | null> => {
  const kind = requireKind(ctx, request.kind);
  if (kind.usefulUntil === undefined) {
    return null;
  }
  const { payload } = await readSubject(ctx, request.id);
  return kind.usefulUntil(payload);
};

/** The policy's deadline, or the moment after which the answer is of no use, when that comes first. */
const deadlineOf = (stage: StageRow, now: Date, latest: Date | null): Date => {
  const planned = now.getTime() + stage.deadlineSeconds * millisecondsPerSecond;
  return new Date(Math.min(planned, latest?.getTime() ?? planned));
};

type Opening = { readonly request: LockedRequest; readonly latest: Date | null };

const begin = async (
  ctx: UnitContext,
  stage: StageRow,
  { request, latest }: Opening,
): Promise<AuditEntry[]> => {
  const { now } = request;
  const deadlineAt = deadlineOf(stage, now, latest);
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
    const toOpen = stages.filter(({ status }) => status === "not_started");
    const latest = toOpen.length === 0 ? null : await usefulUntil(unit, request);
    for (const stage of toOpen) {
      entries.push(...(await begin(unit, stage, { request, latest })));
    }
    if (first !== undefined && latest !== null && toOpen.length > 0) {
      // The run sleeps as long as the policy planned: woken, it reads the deadlines as they are.
      await wakeRun(unit, { stageId: first.id, callback: first.callback }, request.id);
    }
    for (const entry of entries) {
      await record(unit, entry);
    }
  });
