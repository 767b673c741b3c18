import { listTaskRows, type TaskFilter } from "../../db/queries/service-tasks.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { type Page, type PageInput, pageOf } from "../page.ts";
import { type ServiceTask, toServiceTask } from "./record.ts";

/** Service tasks, newest first, that match every filter given. */
export const listTasks = (ctx: Context, query: PageInput & TaskFilter): Promise<Page<ServiceTask>> =>
  inTenant(ctx, async (tx) => {
    const before = query.cursor as Id<"serviceTask"> | null;
    const rows = await listTaskRows(tx, ctx.tenantId, { ...query, before });
    return pageOf(rows.map(toServiceTask), query.limit, (task) => task.id);
  });
