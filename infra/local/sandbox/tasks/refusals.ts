import { type Sql, withDeadline } from "../../stand-in/connect.ts";
import type { TaskKey } from "./model.ts";

/** Keeps that a task was turned away, for whoever wonders why nothing happens. */
export const recordRefusal = async (
  sql: Sql,
  { tenantId, taskId }: TaskKey,
  reason: string,
): Promise<void> => {
  await withDeadline(sql`
    insert into local_sandbox.refusals (tenant_id, task_id, reason) values (${tenantId}, ${taskId}, ${reason})`);
};
