import { databaseTime } from "../../db/queries/clock.ts";
import { addFindings, type RequestRow } from "../../db/queries/requests.ts";
import type { RunRow, ServiceTaskRow } from "../../db/queries/runs.ts";
import { listServiceTasks, moveServiceTask, setTaskDue } from "../../db/queries/service-tasks.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { deleteContents } from "../documents/delete.ts";
import { secondsUntil } from "../stages/due-plan.ts";
import { endTaskLinks } from "../../db/queries/task-links.ts";
import { lockRun } from "../runs/lock-run.ts";
import { resumeRun } from "../runs/resume.ts";
import { readSubject } from "../runs/read-subject.ts";
import { type RequestStanding, runStanding } from "../runs/standing.ts";
import { earlierTask } from "./earlier.ts";
import { nothingToUndoAnswer } from "./hand-form.ts";
import type { TaskDefinition, TaskOutcome } from "./model.ts";
import { isOpenTask, type TaskRequest } from "./request.ts";

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
    nothingToUndo: result["nothingToUndo"] === true || result["answer"] === nothingToUndoAnswer,
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
  readonly run: RunRow;
  readonly request: RequestRow;
  readonly now: Date;
  /** Whether it is wanted whatever has become of the request: it undoes something, or tells how that ended. */
  readonly isWanted: boolean;
};

/** Why an open task ends now, or null while it is waited for. */
const endingOf = (task: ServiceTaskRow, { run, request, now, isWanted }: Situation): Ending | null => {
  if (!isWanted && runStanding(run, request) === "ended") return notWanted;
  return task.dueAt !== null && task.dueAt <= now ? noAnswer : null;
};

/** The open task with its due moment as the request is now: what the moment depends on may have been edited. */
const planDue = async (
  ctx: UnitContext,
  task: ServiceTaskRow,
  definition: TaskDefinition,
): Promise<ServiceTaskRow> => {
  if (definition.dueAt === undefined) {
    return task;
  }
  const subject = await readSubject(ctx, task.requestId);
  const dueAt = definition.dueAt(subject, { plannedAt: task.createdAt });
  if (task.dueAt?.getTime() !== dueAt.getTime()) {
    await setTaskDue(ctx.unit.tx, ctx.tenantId, { id: task.id, dueAt });
  }
  return { ...task, dueAt };
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

const deleteDocuments = async (
  ctx: UnitContext,
  task: ServiceTaskRow,
  { definition, tasks }: Pick<TaskRequest, "definition"> & { readonly tasks: readonly ServiceTaskRow[] },
): Promise<void> => {
  if (task.status !== "completed" || definition.deletes === undefined) {
    return;
  }
  const subject = await readSubject(ctx, task.requestId);
  const wanted = definition.deletes(subject, earlierTask(tasks));
  await deleteContents(ctx, { requestId: task.requestId, ...wanted });
};

/**
 * Reads how a task came out after a wake-up of any kind, by the database's clock; ends one whose time is over, or
 * that a request which is over no longer wants. Idempotent.
 */
export const settleTask = (
  ctx: Context,
  input: Pick<TaskRequest, "runId" | "step" | "definition" | "isUndoing">,
): Promise<TaskSettled> =>
  inTenant(ctx, async (tx, unit) => {
    const { isUndoing = false } = input;
    const { run, request } = await lockRun(unit, input.runId);
    const tasks = await listServiceTasks(tx, ctx.tenantId, input.runId);
    const found = tasks.find(({ step }) => step === input.step);
    if (found === undefined) {
      throw notFound();
    }
    const task = isOpenTask(found) ? await planDue(unit, found, input.definition) : found;
    const now = await databaseTime(tx);
    const isWanted = isUndoing || input.definition.afterEnd === true;
    const ending = isOpenTask(task) ? endingOf(task, { run, request, now, isWanted }) : null;
    if (isOpenTask(task) && ending === null) {
      return { state: "open", dueInSeconds: task.dueAt === null ? 0 : secondsUntil(task.dueAt, now) };
    }
    await resumeRun(unit, run, input.step);
    await keepFindings(unit, task, input.definition);
    await deleteDocuments(unit, task, { definition: input.definition, tasks });
    const ended = ending === null ? task : await end(unit, task, ending);
    const outcome = toOutcome(ended, input.definition);
    return { state: "ended", outcome, request: runStanding(run, request) };
  });
