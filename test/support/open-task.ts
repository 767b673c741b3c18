import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../../services/context.ts";
import { listTasks } from "../../services/service-tasks/index.ts";
import type { TaskDefinition } from "../../services/service-tasks/model.ts";
import { requestTask } from "../../services/service-tasks/request.ts";

const daySeconds = 86_400;

export type OpenedTask = { readonly id: Id<"serviceTask">; readonly callbackId: string };

/** Asks for a task as a run does at one of its steps, and waits for it. */
export const openTask = async (
  ctx: Context,
  of: { readonly runId: Id<"run">; readonly requestId: Id<"request">; readonly step?: string },
  definition: Partial<TaskDefinition> = {},
): Promise<OpenedTask> => {
  const { runId, requestId, step = "authorize" } = of;
  const callbackId = `callback-${step}`;
  await requestTask(ctx, {
    runId,
    step,
    callbackId,
    waitSeconds: daySeconds,
    definition: { type: "payment.authorize", input: () => ({ amount: "10.00" }), ...definition },
  });
  const { data } = await listTasks(ctx, { requestId, limit: 50, cursor: null });
  const task = data.find((one) => one.step === step);
  if (task === undefined) throw new Error(`step ${step} has no task`);
  return { id: task.id, callbackId };
};
