import { type Sql, withDeadline } from "../../stand-in/connect.ts";
import { toTimestamp } from "./rows.ts";

/** Executions that have a timer due, the longest overdue first. */
export const findDue = async (sql: Sql, now: number, items: number): Promise<readonly string[]> => {
  const rows = await withDeadline(sql<{ id: string }[]>`
    select execution_id as id from local_lambda.timers where due_at <= ${toTimestamp(now)}::text::timestamptz
    group by execution_id order by min(due_at) limit ${items}`);
  return rows.map((row) => row.id);
};

/** When the next timer is due; undefined when there is none. */
export const nextTimer = async (sql: Sql): Promise<number | undefined> => {
  const [row] = await withDeadline(sql<{ at: number | null }[]>`
    select (extract(epoch from min(due_at)) * 1000)::float8 as at from local_lambda.timers`);
  return row?.at ?? undefined;
};

/**
 * Removes what is kept of executions whose retention has passed. The row, and with it the name, stays,
 * without its payloads.
 */
export const sweepRetained = async (sql: Sql, now: number, items: number): Promise<void> => {
  await withDeadline(sql`
    with expired as (
      select id from local_lambda.executions
      where retain_until <= ${toTimestamp(now)}::text::timestamptz limit ${items} for update skip locked
    ), operations as (
      delete from local_lambda.operations o using expired where o.execution_id = expired.id
    ), events as (
      delete from local_lambda.events v using expired where v.execution_id = expired.id
    )
    update local_lambda.executions e
    set retain_until = null, input = '', outcome = null, status = 'EXPIRED'
    from expired where e.id = expired.id`);
};
