import { commitRun, moveRun, type ServiceTaskRow } from "../../db/queries/runs.ts";
import {
  findIntegrationFor,
  insertServiceTask,
  listServiceTasks,
  setTaskCallback,
} from "../../db/queries/service-tasks.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { enqueue } from "../outbox/enqueue.ts";
import { callbackPurpose, wakeRun } from "../outbox/wake.ts";
import { type LockedRun, lockRun } from "../runs/lock-run.ts";
import { readSubject } from "../runs/read-subject.ts";
import { runStanding } from "../runs/standing.ts";
import { askPerson } from "./ask-person.ts";
import { earlierTask } from "./earlier.ts";
import { forNobody } from "./for-nobody.ts";
import { handFormOf } from "./hand-form.ts";
import type { TaskDefinition } from "./model.ts";

export type TaskRequest = {
  readonly runId: Id<"run">;
  /** The workflow's step: with the run it makes the task one. */
  readonly step: string;
  readonly callbackId: string;
  /** How long the answer may take, whoever gives it. */
  readonly waitSeconds: number;
  readonly definition: TaskDefinition;
  /** Whether it undoes what was done: such a task is wanted whatever has become of the request. */
  readonly isUndoing?: boolean | undefined;
};

type NewTask = TaskRequest & LockedRun & { readonly tasks: readonly ServiceTaskRow[] };

/** Whether the run may still ask: what undoes or tells the end, always; what goes forward only while the request stands. */
const mayAsk = async (
  ctx: UnitContext,
  { run, request, definition, isUndoing = false }: NewTask,
): Promise<boolean> => {
  if (isUndoing || definition.afterEnd === true || run.status === "compensating") {
    return isUndoing || definition.afterEnd === true;
  }
  const stands = request.status === "approved" || (request.status === "pending" && !definition.commits);
  if (stands && definition.commits === true) {
    await commitRun(ctx.unit.tx, ctx.tenantId, run.id);
  }
  return stands;
};

/** Why a task ends before it is asked for, or null. */
type Skipped = { readonly status: "canceled"; readonly reasonCode: "not_wanted" | "no_integration" } | null;

const performedBy = (definition: TaskDefinition, hasIntegration: boolean): ServiceTaskRow["performedBy"] => {
  if (definition.awaitsAgent === true) return "agent";
  return hasIntegration ? "integration" : "person";
};

const skippedFor = (definition: TaskDefinition, hasIntegration: boolean, isWanted: boolean): Skipped => {
  if (!isWanted) return { status: "canceled", reasonCode: "not_wanted" };
  return definition.optional === true && !hasIntegration
    ? { status: "canceled", reasonCode: "no_integration" }
    : null;
};

const createTask = async (ctx: UnitContext, input: NewTask, isWanted: boolean): Promise<ServiceTaskRow> => {
  const { run, step, definition, tasks, waitSeconds, isUndoing = false } = input;
  const subject = await readSubject(ctx, run.requestId);
  const earlier = earlierTask(tasks);
  const taskInput = definition.input(subject, earlier);
  const performer = definition.performer?.(subject, earlier) ?? null;
  const integration =
    performer === null && definition.awaitsAgent !== true
      ? await findIntegrationFor(ctx.unit.tx, ctx.tenantId, definition.type)
      : undefined;
  const hasIntegration = integration !== undefined;
  return insertServiceTask(ctx.unit.tx, {
    tenantId: ctx.tenantId,
    id: ctx.ports.ids.next("serviceTask"),
    requestId: run.requestId,
    runId: run.id,
    step,
    type: definition.type,
    input: taskInput,
    performer,
    performedBy: performedBy(definition, hasIntegration),
    byHand:
      definition.optional === true
        ? forNobody
        : handFormOf(definition.byHand?.(subject, earlier), {
            type: definition.type,
            input: taskInput,
            undoes: isUndoing,
          }),
    waitSeconds,
    attemptsMax: definition.once === true ? 1 : null,
    ...skippedFor(definition, hasIntegration, isWanted),
  });
};

/** Sends the task on its way: to the tenant's system, or to a person; an agent comes by itself. */
const giveOut = async (ctx: UnitContext, task: ServiceTaskRow): Promise<void> => {
  if (task.performedBy === "person") {
    await askPerson(ctx, task);
  } else if (task.performedBy === "integration") {
    await enqueue(ctx, {
      kind: "task.perform",
      dedupeKey: task.id,
      payload: { taskId: task.id },
      requestId: task.requestId,
    });
  }
};

export const isOpenTask = ({ status }: Pick<ServiceTaskRow, "status">): boolean =>
  status === "pending" || status === "accepted";

const ask = async (ctx: UnitContext, input: NewTask): Promise<ServiceTaskRow> => {
  const isWanted = await mayAsk(ctx, input);
  const task = await createTask(ctx, input, isWanted);
  const isAsked = isOpenTask(task);
  if (isAsked) {
    await giveOut(ctx, task);
  }
  await record(ctx, {
    action: isAsked ? "service_task.requested" : "service_task.canceled",
    target: { type: "service_task", id: task.id },
    requestId: task.requestId,
    detail: { type: task.type, step: task.step, performedBy: task.performedBy },
  });
  return task;
};

/**
 * Asks for a piece of work, of the tenant's own system or of a person, and keeps the callback that the run is about to
 * wait on. A request that is over by now asks for nothing: its task is canceled from the start. Idempotent by run and
 * step: a replay keeps the newest callback, and rings at once when there is nothing to wait for, or nobody wants it.
 */
export const requestTask = (ctx: Context, request: TaskRequest): Promise<void> =>
  inTenant(ctx, async (tx, unit) => {
    const { runId, step, callbackId, definition, isUndoing = false } = request;
    const locked = await lockRun(unit, runId);
    const tasks = await listServiceTasks(tx, ctx.tenantId, runId);
    const known = tasks.find((task) => task.step === step);
    const task = known ?? (await ask(unit, { ...request, ...locked, tasks }));
    const callback = ctx.ports.vault.seal(callbackId, callbackPurpose(task.id));
    await setTaskCallback(tx, ctx.tenantId, { id: task.id, callback });
    await moveRun(tx, ctx.tenantId, { runId, from: ["running"], to: "waiting", ended: false });
    const isWanted =
      isUndoing || definition.afterEnd === true || runStanding(locked.run, locked.request) !== "ended";
    if (!isOpenTask(task) || !isWanted) {
      await wakeRun(unit, { taskId: task.id, callback }, task.requestId);
    }
  });
