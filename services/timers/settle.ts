import type { RunRow } from "../../db/queries/runs.ts";
import { listServiceTasks } from "../../db/queries/service-tasks.ts";
import { endTimer, findTimer, saveTimer } from "../../db/queries/timers.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import type { TimerDefinition } from "../runs/definitions.ts";
import { lockRun } from "../runs/lock-run.ts";
import { resumeRun } from "../runs/resume.ts";
import { readSubject } from "../runs/read-subject.ts";
import { type RequestStanding, runStanding } from "../runs/standing.ts";
import { earlierTask } from "../service-tasks/earlier.ts";
import { secondsUntil } from "../stages/due-plan.ts";

/** Where a timer stands; the run branches on this alone. */
export type TimerSettled =
  | { readonly state: "waiting"; readonly dueInSeconds: number }
  | { readonly state: "ended"; readonly request: RequestStanding };

type TimerOfRun = { readonly runId: Id<"run">; readonly step: string; readonly definition: TimerDefinition };

type Planning = Pick<TimerOfRun, "definition"> & { readonly now: Date; readonly plannedAt: Date };

const plan = async (
  ctx: UnitContext,
  run: RunRow,
  { definition, now, plannedAt }: Planning,
): Promise<Date> => {
  const subject = await readSubject(ctx, run.requestId);
  const earlier = earlierTask(await listServiceTasks(ctx.unit.tx, ctx.tenantId, run.id));
  return definition.at(subject, { now, plannedAt }, earlier);
};

/**
 * Plans a timer by the request as it is now, or tells that its moment has come by the database's clock. An edit that
 * moves the moment is seen here: what was planned before does not count. Idempotent.
 */
export const settleTimer = (ctx: Context, input: TimerOfRun): Promise<TimerSettled> =>
  inTenant(ctx, async (tx, unit) => {
    const { runId, step } = input;
    const { tenantId } = ctx;
    const { run, request } = await lockRun(unit, runId);
    const { requestId } = run;
    const standing = runStanding(run, request);
    const known = await findTimer(tx, tenantId, { runId, step });
    if (known !== undefined && known.status !== "waiting") {
      await resumeRun(unit, run, step);
      return { state: "ended", request: standing };
    }
    const { now } = request;
    const { definition } = input;
    const dueAt = await plan(unit, run, { definition, now, plannedAt: known?.createdAt ?? now });
    const isMoved = known?.dueAt.getTime() !== dueAt.getTime();
    if (isMoved) {
      await saveTimer(tx, { tenantId, runId, step, requestId, dueAt, createdAt: now });
    }
    const isOver = standing === "ended" || dueAt <= now;
    if (isOver) {
      await endTimer(tx, { tenantId, runId, step }, standing === "ended" ? "canceled" : "reached");
      await resumeRun(unit, run, step);
    }
    if (isMoved) {
      await record(unit, {
        action: known === undefined ? "timer.set" : "timer.moved",
        target: { type: "workflow_run", id: runId },
        requestId,
        detail: { step, dueAt: dueAt.toISOString() },
      });
    }
    return isOver
      ? { state: "ended", request: standing }
      : { state: "waiting", dueInSeconds: secondsUntil(dueAt, now) };
  });
