import { findServiceTask } from "../../db/queries/service-tasks.ts";
import { listTaskAttempts } from "../../db/queries/task-attempts.ts";
import { listAskedPeople } from "../../db/queries/task-people.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { type ServiceTaskDetail, toServiceTaskDetail } from "./record.ts";

/** A task with its input, its form, the calls of a system and who was asked. Throws `resource.not_found`. */
export const getServiceTask = (ctx: Context, taskId: Id<"serviceTask">): Promise<ServiceTaskDetail> =>
  inTenant(ctx, async (tx) => {
    const row = await findServiceTask(tx, ctx.tenantId, taskId);
    if (row === undefined) {
      throw notFound();
    }
    const attempts = await listTaskAttempts(tx, ctx.tenantId, taskId);
    const asked = await listAskedPeople(tx, ctx.tenantId, taskId);
    return toServiceTaskDetail(row, { attempts, asked });
  });
