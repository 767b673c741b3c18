import { extendTaskWait } from "../../db/queries/service-tasks.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { DomainError } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { getServiceTask } from "./get.ts";
import type { Heartbeat } from "./inputs.ts";
import { lockTask } from "./lock.ts";
import type { ServiceTaskDetail } from "./record.ts";

/**
 * The tenant's software says that it is still at work: the wait for the answer goes on for that long from now, and is
 * never made shorter. Throws `resource.not_found`, and `service_task.not_open` for a task that has ended.
 */
export const heartbeatTask = (
  ctx: Context,
  { id, extendSeconds }: Heartbeat & { readonly id: Id<"serviceTask"> },
): Promise<ServiceTaskDetail> =>
  inTenant(ctx, async (tx, unit) => {
    const task = await lockTask(unit, id);
    const extended = await extendTaskWait(tx, ctx.tenantId, { id, seconds: extendSeconds });
    if (extended === undefined) {
      throw new DomainError("service_task.not_open", {
        detail: `The task is ${task.status}: nothing is waited for.`,
        extensions: { task: { id, status: task.status } },
      });
    }
    const answer = await getServiceTask(unit, id);
    await record(unit, {
      action: "service_task.extended",
      target: { type: "service_task", id },
      requestId: task.requestId,
      detail: { type: task.type, step: task.step, dueAt: answer.dueAt },
    });
    return answer;
  });
