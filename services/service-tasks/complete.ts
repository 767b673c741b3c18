import type { Id } from "../../db/schema/columns.ts";
import { actDetail } from "../audit/act-detail.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { answerTask } from "./answer.ts";
import { getServiceTask } from "./get.ts";
import type { Completion } from "./inputs.ts";
import type { ServiceTaskDetail } from "./record.ts";

/**
 * The tenant's software says that a task is done, whoever was to do it. The same result again answers the task as it
 * was recorded. Throws `resource.not_found`, `service_task.answered_otherwise` and `service_task.not_open`.
 */
export const completeTask = (
  ctx: Context,
  { id, result = {}, comment }: Completion & { readonly id: Id<"serviceTask"> },
): Promise<ServiceTaskDetail> =>
  inTenant(ctx, async (_tx, unit) => {
    await answerTask(unit, {
      taskId: id,
      answer: { outcome: "completed", result, message: comment ?? null },
      by: { via: "api", ...actDetail({ comment }) },
    });
    return getServiceTask(unit, id);
  });
