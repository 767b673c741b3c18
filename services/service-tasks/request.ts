import { findRequest, findVersion } from "../../db/queries/requests.ts";
import { findRun, moveRun, type RunRow, type ServiceTaskRow } from "../../db/queries/runs.ts";
import { insertServiceTask, listServiceTasks, setTaskCallback } from "../../db/queries/service-tasks.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { enqueue } from "../outbox/enqueue.ts";
import { callbackPurpose, wakeRun } from "../outbox/wake.ts";
import type { EarlierTask, TaskDefinition } from "./model.ts";

export type TaskRequest = {
  readonly runId: Id<"run">;
  /** The workflow's step: with the run it makes the task one. */
  readonly step: string;
  readonly callbackId: string;
  readonly definition: TaskDefinition;
};

const readPayload = async (ctx: UnitContext, run: RunRow): Promise<unknown> => {
  const found = await findRequest(ctx.unit.tx, ctx.tenantId, run.requestId);
  const wanted = { requestId: run.requestId, version: found?.request.currentVersion ?? 0 };
  const version = await findVersion(ctx.unit.tx, ctx.tenantId, wanted);
  if (version === undefined) {
    throw notFound();
  }
  return JSON.parse(version.payload) as unknown;
};

const earlierTask =
  (tasks: readonly ServiceTaskRow[]) =>
  (step: string): EarlierTask => {
    const task = tasks.find((candidate) => candidate.step === step);
    if (task === undefined) {
      throw new Error(`step ${step} has no task yet: the workflow asks in the wrong order`);
    }
    return { id: task.id, result: task.result ?? {} };
  };

const createTask = async (
  ctx: UnitContext,
  run: RunRow,
  { step, definition, tasks }: TaskRequest & { readonly tasks: readonly ServiceTaskRow[] },
): Promise<Id<"serviceTask">> => {
  const taskId = ctx.ports.ids.next("serviceTask");
  const input = definition.input(await readPayload(ctx, run), earlierTask(tasks));
  await insertServiceTask(ctx.unit.tx, {
    tenantId: ctx.tenantId,
    id: taskId,
    requestId: run.requestId,
    runId: run.id,
    step,
    type: definition.type,
    input,
  });
  return taskId;
};

const pauseRun = async (ctx: UnitContext, runId: Id<"run">): Promise<void> => {
  await moveRun(ctx.unit.tx, ctx.tenantId, { runId, from: ["running"], to: "waiting", ended: false });
};

/**
 * Asks the tenant's own system for a piece of work, and keeps the callback that the run is about to wait on.
 * Idempotent by run and step: a replay keeps the newest callback, and rings at once when the work is done already.
 */
export const requestTask = (ctx: Context, request: TaskRequest): Promise<void> =>
  inTenant(ctx, async (tx, unit) => {
    const { runId, step, callbackId, definition } = request;
    const run = await findRun(tx, ctx.tenantId, runId);
    if (run === undefined) {
      throw notFound();
    }
    const tasks = await listServiceTasks(tx, ctx.tenantId, runId);
    const known = tasks.find((task) => task.step === step);
    const taskId = known?.id ?? (await createTask(unit, run, { ...request, tasks }));
    const callback = ctx.ports.vault.seal(callbackId, callbackPurpose(taskId));
    await setTaskCallback(tx, ctx.tenantId, { id: taskId, callback });
    await pauseRun(unit, runId);
    if (known === undefined) {
      await enqueue(unit, {
        kind: "task.perform",
        dedupeKey: taskId,
        payload: { taskId },
        requestId: run.requestId,
      });
      await record(unit, {
        action: "service_task.requested",
        target: { type: "service_task", id: taskId },
        requestId: run.requestId,
        detail: { type: definition.type, step },
      });
    } else if (known.status !== "pending" && known.status !== "accepted") {
      await wakeRun(unit, { taskId, callback }, run.requestId);
    }
  });
