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

export type Refused = { readonly tenantId: string; readonly taskId: string; readonly reason: string };

const refusalsShown = 200;

/** The newest of all tenants: who was turned away. */
export const listRefusals = async (sql: Sql): Promise<readonly Refused[]> => [
  ...(await withDeadline(sql<Refused[]>`
    select tenant_id as "tenantId", task_id as "taskId", reason from local_sandbox.refusals
    order by id desc limit ${refusalsShown}`)),
];
