import { moveRun, type ServiceTaskRow } from "../../db/queries/runs.ts";
import { listServiceTasks, moveServiceTask } from "../../db/queries/service-tasks.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import type { TaskOutcome } from "./model.ts";

const toOutcome = (task: ServiceTaskRow): TaskOutcome | null => {
  const { status, reasonCode, message } = task;
  return status === "pending" || status === "accepted"
    ? null
    : { status, reasonCode, message, nothingToUndo: task.result?.["nothingToUndo"] === true };
};

/** The wait for the answer has run out: whether the work was done is not known, so it counts as failed. */
const giveUp = async (ctx: UnitContext, task: ServiceTaskRow): Promise<TaskOutcome> => {
  const ended = await moveServiceTask(ctx.unit.tx, ctx.tenantId, {
    id: task.id,
    status: "failed",
    reasonCode: "no_answer",
    message: "There was no answer in time.",
  });
  await record(ctx, {
    action: "service_task.failed",
    target: { type: "service_task", id: task.id },
    requestId: task.requestId,
    detail: { type: task.type, step: task.step, reasonCode: "no_answer" },
  });
  const outcome = toOutcome(ended ?? task);
  if (outcome === null) {
    throw new Error(`service task ${task.id} did not end`);
  }
  return outcome;
};

/**
 * Reads how a task came out after a wake-up of any kind; `waitIsOver` ends one that has not been answered.
 * Null: it is still open, and the run waits on. Idempotent.
 */
export const settleTask = (
  ctx: Context,
  input: { readonly runId: Id<"run">; readonly step: string; readonly waitIsOver: boolean },
): Promise<TaskOutcome | null> =>
  inTenant(ctx, async (tx, unit) => {
    const tasks = await listServiceTasks(tx, ctx.tenantId, input.runId);
    const task = tasks.find(({ step }) => step === input.step);
    if (task === undefined) {
      throw notFound();
    }
    await moveRun(tx, ctx.tenantId, {
      runId: input.runId,
      from: ["waiting"],
      to: "running",
      ended: false,
    });
    const outcome = toOutcome(task);
    return outcome === null && input.waitIsOver ? giveUp(unit, task) : outcome;
  });
