import { databaseTime } from "../../db/queries/clock.ts";
import { addFindings, lockRequest, type RequestRow } from "../../db/queries/requests.ts";
import { findRun, moveRun, type RunRow, type ServiceTaskRow } from "../../db/queries/runs.ts";
import { listServiceTasks, moveServiceTask } from "../../db/queries/service-tasks.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { secondsUntil } from "../stages/due-plan.ts";
import { endTaskLinks } from "../../db/queries/task-links.ts";
import { type RequestStanding, requestStanding } from "../runs/standing.ts";
import type { TaskDefinition, TaskOutcome } from "./model.ts";
import { isOpenTask } from "./request.ts";

/** What the run finds when it wakes; it branches on this alone. */
export type TaskSettled =
  | { readonly state: "open"; readonly dueInSeconds: number }
  | { readonly state: "ended"; readonly outcome: TaskOutcome; readonly request: RequestStanding };

const toOutcome = (task: ServiceTaskRow, definition: TaskDefinition): TaskOutcome => {
  const { status, reasonCode, message } = task;
  if (status === "pending" || status === "accepted") {
    throw new Error(`service task ${task.id} did not end`);
  }
  const result = task.result ?? {};
  return {
    status,
    reasonCode,
    message,
    nothingToUndo: result["nothingToUndo"] === true,
    perhapsDone:
      (status === "failed" || status === "canceled") &&
      (task.attempts > 0 || task.performedBy === "integration"),
    told: status === "completed" ? (definition.tells?.(result) ?? {}) : {},
  };
};

type Ending = {
  readonly status: "failed" | "canceled";
  readonly reasonCode: string;
  readonly message: string;
};

const noAnswer: Ending = {
  status: "failed",
  reasonCode: "no_answer",
  message: "There was no answer in time.",
};
const notWanted: Ending = { status: "canceled", reasonCode: "not_wanted", message: "The request is over." };

/** Ends a task that nobody has answered. Whether its work was done is not known. */
const end = async (ctx: UnitContext, task: ServiceTaskRow, ending: Ending): Promise<ServiceTaskRow> => {
  const ended = await moveServiceTask(ctx.unit.tx, ctx.tenantId, { id: task.id, ...ending });
  await endTaskLinks(ctx.unit.tx, ctx.tenantId, task.id);
  await record(ctx, {
    action: `service_task.${ending.status}`,
    target: { type: "service_task", id: task.id },
    requestId: task.requestId,
    detail: { type: task.type, step: task.step, reasonCode: ending.reasonCode },
  });
  return ended ?? task;
};

type Situation = {
  readonly definition: TaskDefinition;
  readonly run: RunRow;
  readonly request: RequestRow;
  readonly now: Date;
};

/** Why an open task ends now, or null while it is waited for. */
const endingOf = (task: ServiceTaskRow, situation: Situation): Ending | null => {
  const { definition, run, request, now } = situation;
  const isWanted = run.status === "compensating" || definition.afterEnd === true;
  if (!isWanted && requestStanding(request) === "ended") return notWanted;
  return task.dueAt !== null && task.dueAt <= now ? noAnswer : null;
};

const keepFindings = async (
  ctx: UnitContext,
  task: ServiceTaskRow,
  definition: TaskDefinition,
): Promise<void> => {
  const found = task.status === "completed" ? (definition.finds?.(task.result ?? {}) ?? {}) : {};
  if (Object.keys(found).length > 0) {
    await addFindings(ctx.unit.tx, ctx.tenantId, { requestId: task.requestId, found });
  }
};

/**
 * Reads how a task came out after a wake-up of any kind, by the database's clock; ends one whose time is over, or
 * that a request which is over no longer wants. Idempotent.
 */
export const settleTask = (
  ctx: Context,
  input: { readonly runId: Id<"run">; readonly step: string; readonly definition: TaskDefinition },
): Promise<TaskSettled> =>
  inTenant(ctx, async (tx, unit) => {
    const run = await findRun(tx, ctx.tenantId, input.runId);
    const request = run === undefined ? undefined : await lockRequest(tx, ctx.tenantId, run.requestId);
    const tasks = await listServiceTasks(tx, ctx.tenantId, input.runId);
    const task = tasks.find(({ step }) => step === input.step);
    if (run === undefined || request === undefined || task === undefined) {
      throw notFound();
    }
    const now = await databaseTime(tx);
    const ending = isOpenTask(task)
      ? endingOf(task, { definition: input.definition, run, request, now })
      : null;
    if (isOpenTask(task) && ending === null) {
      return { state: "open", dueInSeconds: task.dueAt === null ? 0 : secondsUntil(task.dueAt, now) };
    }
    await moveRun(tx, ctx.tenantId, { runId: run.id, from: ["waiting"], to: "running", ended: false });
    await keepFindings(unit, task, input.definition);
    const ended = ending === null ? task : await end(unit, task, ending);
    const outcome = toOutcome(ended, input.definition);
    return { state: "ended", outcome, request: requestStanding(request) };
  });
