import { lockRequest } from "../../db/queries/requests.ts";
import { findServiceTask, lockServiceTask, type ServiceTaskRow } from "../../db/queries/service-tasks.ts";
import type { Id } from "../../db/schema/columns.ts";
import { notFound } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";

/**
 * Locks a task's request, as everybody does who ends or hands on a task (lock order), then the task itself, which a call
 * of a system counts in without the request, and reads it as it is then.
 * Throws `resource.not_found`.
 */
export const lockTask = async (ctx: UnitContext, taskId: Id<"serviceTask">): Promise<ServiceTaskRow> => {
  const found = await findServiceTask(ctx.unit.tx, ctx.tenantId, taskId);
  if (found === undefined) {
    throw notFound();
  }
  await lockRequest(ctx.unit.tx, ctx.tenantId, found.requestId);
  return (await lockServiceTask(ctx.unit.tx, ctx.tenantId, taskId)) ?? found;
};
