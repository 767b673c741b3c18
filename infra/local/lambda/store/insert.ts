import type { Accepted } from "../machine/state.ts";
import { type Sql, withDeadline } from "../../stand-in/connect.ts";
import { eventRows, timerRows, toTimestamp, type Write } from "./rows.ts";

export type NewExecution = {
  readonly start: Accepted<undefined>;
  readonly input: string;
  readonly payloadHash: string;
};

/** Stores a new execution with its first event and timer. False when the function already has one of that name. */
export const insertExecution = async (sql: Sql, created: NewExecution): Promise<boolean> => {
  const { changes, events, timers } = created.start;
  if (changes === undefined) return false;
  const { execution } = changes;
  const write: Write = { changes, events, timers };
  const rows = await withDeadline(sql<{ id: string }[]>`
    with created as (
      insert into local_lambda.executions (id, function_name, version, name, durable, payload_hash, status,
        started_at, revision, seen, wanted_at, input, body)
      values (${execution.id}, ${execution.functionName}, ${execution.version}, ${execution.name},
        ${execution.durable}, ${created.payloadHash}, ${execution.status},
        ${toTimestamp(execution.startedAt)}::text::timestamptz, ${execution.revision}, ${execution.seen},
        ${toTimestamp(execution.wantedAt)}::text::timestamptz, ${created.input}, ${JSON.stringify(execution)})
      on conflict (function_name, name) do nothing
      returning id
    ), events as (
      insert into local_lambda.events (execution_id, id, body)
      select x.* from json_to_recordset(${JSON.stringify(eventRows(write))}::text::json) as x (
        execution_id text, id integer, body text)
      join created on created.id = x.execution_id
    ), timers as (
      insert into local_lambda.timers (execution_id, kind, operation_id, due_at)
      select x.* from json_to_recordset(${JSON.stringify(timerRows(write))}::text::json) as x (
        execution_id text, kind text, operation_id text, due_at timestamptz)
      join created on created.id = x.execution_id
    )
    select id from created`);
  return rows.length > 0;
};
