import { type Sql, withDeadline } from "../../stand-in/connect.ts";
import type { Row } from "./write.ts";

/**
 * Writes the changes of one or more executions in one statement, each only if its execution is still at the
 * revision that the change was decided on, or, for one that begins, if its name is still free. Returns the ids that
 * were written; the others lost to a write that came first. Being one statement, it happens whole or not at all.
 *
 * Postgres updates a row in place of its index entries only while no indexed column changes (HOT); so the time of the
 * first timer stays behind when an execution ends, and whoever looks for due timers looks at the status, too.
 */
export const save = async (sql: Sql, rows: readonly Row[]): Promise<ReadonlySet<string>> => {
  const saved = await withDeadline(sql<{ id: string }[]>`
    with given as materialized (
      select * from json_to_recordset(${JSON.stringify(rows)}::text::json) as x (
        id uuid, function_name text, version text, name text, durable boolean, payload_hash text, started_at bigint,
        status text, ended_at bigint, retain_until bigint, wanted_at bigint, timer_at bigint, worker integer,
        expected integer, revision integer, body text)
    ), created as (
      insert into durable_lambda.executions (id, function_name, version, name, durable, payload_hash, started_at,
        status, ended_at, retain_until, wanted_at, timer_at, worker, revision)
      select id, function_name, version, name, durable, decode(payload_hash, 'base64'), started_at, status, ended_at,
        retain_until, wanted_at, timer_at, worker, revision
      from given where expected is null
      on conflict (function_name, name) do nothing
      returning id
    ), moved as (
      update durable_lambda.executions e
      set status = x.status, ended_at = x.ended_at, retain_until = x.retain_until, wanted_at = x.wanted_at,
        timer_at = coalesce(x.timer_at, e.timer_at), worker = x.worker, revision = x.revision
      from given x where x.expected is not null and e.id = x.id and e.revision = x.expected
      returning e.id
    ), saved as (
      select id from created union all select id from moved
    ), journaled as (
      insert into durable_lambda.journal (execution_id, revision, body)
      select id, revision, decode(body, 'base64') from given join saved using (id)
    )
    select id from saved`);
  return new Set(saved.map((row) => row.id));
};
