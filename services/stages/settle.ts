import { findRunOfRequest, moveRun } from "../../db/queries/runs.ts";
import { type StageRow, updateStage } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { type DueMoment, nextDue, secondsUntil, type StageTiming } from "./due-plan.ts";
import { endStage } from "./end.ts";
import { escalate } from "./escalate.ts";
import { type LockedRequest, lockPosition, type Position } from "./lock-position.ts";
import { ladderOf } from "./model.ts";
import { remind } from "./remind.ts";
import { standingOf } from "./standing.ts";

/** What the run finds when it wakes; it branches on this alone, never on what woke it. */
export type PositionState =
  | { readonly state: "approved" }
  | { readonly state: "ended" }
  /** Edited since: the same run asks for approvals anew. */
  | { readonly state: "reopened" }
  | {
      readonly state: "open";
      /** Until the next moment at which one of the stages has something to do. */
      readonly dueInSeconds: number;
      /** Until the first of their deadlines. */
      readonly deadlineInSeconds: number;
    };

export type PositionOfRun = { readonly stageIds: readonly Id<"stage">[]; readonly runId: Id<"run"> };

type DueInStage = { readonly stage: StageRow; readonly moment: DueMoment };
type OpenStage = { readonly stage: StageRow; readonly timing: StageTiming };

const openStages = ({ stages, request }: Position): readonly OpenStage[] =>
  stages
    .filter(({ status }) => status === "active")
    .map((stage) => ({
      stage,
      timing: {
        ...stage,
        escalation: ladderOf(stage),
        openedAt: stage.openedAt ?? request.now,
        deadlineAt: stage.deadlineAt ?? request.now,
      },
    }));

/** The earliest end first, since nobody is reminded of what ends in the same breath; else as each stage's plan has it. */
const firstDue = (due: readonly DueInStage[]): DueInStage | undefined =>
  due
    .filter(({ moment }) => moment.what === "end")
    .toSorted((one, other) => one.moment.at.getTime() - other.moment.at.getTime())[0] ?? due[0];

const carryOut = async (
  ctx: UnitContext,
  request: LockedRequest,
  { stage, moment }: DueInStage,
): Promise<void> => {
  switch (moment.what) {
    case "end":
      await endStage(ctx, request, stage);
      return;
    case "reminder": {
      await updateStage(ctx.unit.tx, ctx.tenantId, stage.id, { remindersDone: moment.count });
      await record(ctx, await remind(ctx, { request, stage }));
      return;
    }
    case "rung": {
      for (const entry of await escalate(ctx, { request, stage })) {
        await record(ctx, entry);
      }
    }
  }
};

/** Whether the request is in a later round of this very run; that of a resubmission belongs to a run of its own. */
const isReopened = async (
  { unit, tenantId }: UnitContext,
  { request, stages }: Position,
  runId: Id<"run">,
): Promise<boolean> =>
  request.status === "pending" &&
  stages.some(({ round }) => round !== request.round) &&
  (await findRunOfRequest(unit.tx, tenantId, request.id))?.id === runId;

/** Reads where the position stands, or carries out the first thing that is due in it, with its audit entries. */
const settleOnce = async (
  ctx: UnitContext,
  { stageIds, runId }: PositionOfRun,
): Promise<PositionState | "carried_out"> => {
  const position = await lockPosition(ctx, stageIds);
  const { request } = position;
  const standing = standingOf(position);
  if (standing !== "open") {
    const resume = { runId, from: ["waiting"], to: "running", ended: false } as const;
    await moveRun(ctx.unit.tx, ctx.tenantId, resume);
    return { state: (await isReopened(ctx, position, runId)) ? "reopened" : standing };
  }
  const open = openStages(position);
  const plans = open.map(({ stage, timing }) => ({ stage, ...nextDue(timing, request.now) }));
  const due = firstDue(plans.flatMap(({ stage, due: now }) => now.map((moment) => ({ stage, moment }))));
  if (due !== undefined) {
    await carryOut(ctx, request, due);
    return "carried_out";
  }
  const wakes = plans.map(({ wakeAt }) => wakeAt ?? request.now);
  return {
    state: "open",
    dueInSeconds: soonest(wakes, request.now),
    deadlineInSeconds: soonest(
      open.map(({ timing }) => timing.deadlineAt),
      request.now,
    ),
  };
};

/** Not at all when the stages have not been opened yet: the run then waits anew, which opens them. */
const soonest = (moments: readonly Date[], now: Date): number =>
  moments.length === 0 ? 0 : Math.min(...moments.map((moment) => secondsUntil(moment, now)));

/**
 * Reads how a position stands after a wake-up of any kind, and carries out what is due in it by the database's
 * clock: reminders, rungs of the ladder, the end at a deadline. Each is a transaction of its own, so that a crash
 * between two repeats neither. Idempotent; a decision that was in time stands, however late the wake-up.
 */
export const settlePosition = async (ctx: Context, position: PositionOfRun): Promise<PositionState> => {
  for (;;) {
    const settled = await inTenant(ctx, (_tx, unit) => settleOnce(unit, position));
    if (settled !== "carried_out") {
      return settled;
    }
  }
};
