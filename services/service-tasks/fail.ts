import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { answerTask } from "./answer.ts";
import { getServiceTask } from "./get.ts";
import type { Failure } from "./inputs.ts";
import type { ServiceTaskDetail } from "./record.ts";

/**
 * The tenant's software says that a task has failed, or declines it. The same outcome with the same reason again
 * answers the task as it was recorded. Throws `resource.not_found`, `service_task.answered_otherwise` and
 * `service_task.not_open`.
 */
export const failTask = (
  ctx: Context,
  { id, outcome, reasonCode, message = "" }: Failure & { readonly id: Id<"serviceTask"> },
): Promise<ServiceTaskDetail> =>
  inTenant(ctx, async (_tx, unit) => {
    await answerTask(unit, { taskId: id, answer: { outcome, reasonCode, message }, by: { via: "api" } });
    return getServiceTask(unit, id);
  });
