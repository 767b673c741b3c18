import type { Id } from "../../db/schema/columns.ts";
import type { Context, Runtime } from "../../services/context.ts";
import { listTasks } from "../../services/service-tasks/index.ts";
import type { TaskDefinition } from "../../services/service-tasks/model.ts";
import { requestTask } from "../../services/service-tasks/request.ts";
import { systemContext } from "../../services/system-context.ts";
import type { FurnishedTenant } from "./furnished-tenant.ts";

const daySeconds = 86_400;

/** Asks for a task as a run does at one of its steps, and waits for it. */
export const openTask = async (
  ctx: Context,
  of: { readonly runId: Id<"run">; readonly requestId: Id<"request">; readonly step?: string },
  definition: Partial<TaskDefinition> = {},
): Promise<{ readonly id: Id<"serviceTask"> }> => {
  const { runId, requestId, step = "authorize" } = of;
  await requestTask(ctx, {
    runId,
    step,
    callbackId: `callback-${step}`,
    waitSeconds: daySeconds,
    definition: { type: "payment.authorize", input: () => ({ amount: "10.00" }), ...definition },
  });
  const { data } = await listTasks(ctx, { requestId, limit: 50, cursor: null });
  const task = data.find((one) => one.step === step);
  if (task === undefined) throw new Error(`step ${step} has no task`);
  return { id: task.id };
};

/** A task of a furnished tenant's request; its system is never called. */
export const openTaskOf = async (
  { runtime }: { readonly runtime: Runtime },
  { tenantId, ids }: FurnishedTenant,
  step = "authorize",
): Promise<Id<"serviceTask">> => {
  const ctx = systemContext(runtime, tenantId as Id<"tenant">, { name: "workflow", traceId: "trace-task" });
  const of = { runId: ids.run as Id<"run">, requestId: ids.request as Id<"request">, step };
  return (await openTask(ctx, of)).id;
};
