import type { Queryable } from "../../stand-in/connect.ts";
import { toColumns } from "../money-columns.ts";
import type { Entry, Task } from "../tasks/model.ts";

/** Adds one effect, in the transaction that made it. */
export const append = async (sql: Queryable, task: Task, entry: Entry): Promise<void> => {
  const { tenantId, requestId, taskId, type } = task;
  const { minorUnits, currency } =
    entry.amount === null ? { minorUnits: null, currency: null } : toColumns(entry.amount);
  await sql`
    insert into local_sandbox.ledger
      (tenant_id, request_id, task_id, type, minor_units, currency, reference, detail)
    values (${tenantId}, ${requestId}, ${taskId}, ${type}, ${minorUnits}, ${currency}, ${entry.reference},
      ${JSON.stringify(entry.detail)}::text::jsonb)`;
};
