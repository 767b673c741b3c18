import { type Queryable, withDeadline } from "../../stand-in/connect.ts";
import { clearedRows, eventRows, executionRow, operationRows, timerRows, type Write } from "./rows.ts";

/**
 * Writes the changes of one or more executions in one statement, each only if its execution is still
 * at the revision that the change was decided on. Returns the ids that were written; the others lost
 * to a write that came first and must be decided again. Being one statement, it happens whole or not at all.
 */
export const save = async (sql: Queryable, writes: readonly Write[]): Promise<ReadonlySet<string>> => {
  const saved = await withDeadline(sql<{ id: string }[]>`
    with moved as (
      update local_lambda.executions e
      set status = x.status, revision = x.expected + 1, seen = x.seen, wanted_at = x.wanted_at,
        retain_until = x.retain_until, outcome = coalesce(x.outcome, e.outcome), body = x.body,
        invocation_id = x.invocation_id,
        lease_owner = case when x.invocation_id is null then null else coalesce(x.lease_owner, e.lease_owner) end,
        lease_until = case when x.invocation_id is null then null else coalesce(x.lease_until, e.lease_until) end
      from json_to_recordset(${JSON.stringify(writes.map(executionRow))}::text::json) as x (
        id text, expected bigint, status text, seen bigint, wanted_at timestamptz, retain_until timestamptz,
        invocation_id text, lease_owner integer, lease_until timestamptz, outcome text, body text)
      where e.id = x.id and e.revision = x.expected
      returning e.id, e.status
    ), operations as (
      insert into local_lambda.operations (execution_id, id, position, sequence, ancestors, prunes, body)
      select x.* from json_to_recordset(${JSON.stringify(writes.flatMap(operationRows))}::text::json) as x (
        execution_id text, id text, position integer, sequence bigint, ancestors text[], prunes boolean, body text)
      join moved on moved.id = x.execution_id
      on conflict (execution_id, id) do update
      set sequence = excluded.sequence, prunes = excluded.prunes, body = excluded.body
    ), events as (
      insert into local_lambda.events (execution_id, id, body)
      select x.* from json_to_recordset(${JSON.stringify(writes.flatMap(eventRows))}::text::json) as x (
        execution_id text, id integer, body text)
      join moved on moved.id = x.execution_id
    ), cleared as (
      delete from local_lambda.timers t
      using json_to_recordset(${JSON.stringify(writes.flatMap(clearedRows))}::text::json) as x (
        execution_id text, kind text, operation_id text)
      join moved on moved.id = x.execution_id
      where moved.status = 'RUNNING' and t.execution_id = x.execution_id
        and t.kind = x.kind and t.operation_id = x.operation_id
    ), silenced as (
      delete from local_lambda.timers t using moved
      where moved.status <> 'RUNNING' and t.execution_id = moved.id
    ), timers as (
      insert into local_lambda.timers (execution_id, kind, operation_id, due_at)
      select x.* from json_to_recordset(${JSON.stringify(writes.flatMap(timerRows))}::text::json) as x (
        execution_id text, kind text, operation_id text, due_at timestamptz)
      join moved on moved.id = x.execution_id
      on conflict (execution_id, kind, operation_id) do update set due_at = excluded.due_at
    )
    select id from moved`);
  return new Set(saved.map((row) => row.id));
};
