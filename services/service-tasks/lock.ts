import { lockRequest } from "../../db/queries/requests.ts";
import { findServiceTask, type ServiceTaskRow } from "../../db/queries/service-tasks.ts";
import type { Id } from "../../db/schema/columns.ts";
import { notFound } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";

/**
 * Locks a task by its request, as everybody does who ends or hands on a task (lock order), and reads it as it is then.
 * Throws `resource.not_found`.
 */
export const lockTask = async (ctx: UnitContext, taskId: Id<"serviceTask">): Promise<ServiceTaskRow> => {
  const found = await findServiceTask(ctx.unit.tx, ctx.tenantId, taskId);
  if (found === undefined) {
    throw notFound();
  }
  await lockRequest(ctx.unit.tx, ctx.tenantId, found.requestId);
  return (await findServiceTask(ctx.unit.tx, ctx.tenantId, taskId)) ?? found;
};
