import type postgres from "postgres";

/**
 * Adds parked executions beside those that are there: copies of a parked one under ids and names of their own, each
 * with a timer far ahead. They weigh on every table and index as real ones do, but cannot be woken.
 */
export const addParked = async (sql: postgres.Sql, count: number): Promise<void> => {
  await sql`
    with model as (
      select * from durable_lambda.executions where worker is null and wanted_at is null and status = 'RUNNING' limit 1
    ), copies as (
      insert into durable_lambda.executions (id, function_name, version, name, durable, payload_hash, started_at, status,
        timer_at, revision)
      select gen_random_uuid(), function_name, version, 'ballast-' || gen_random_uuid(), durable, payload_hash,
        started_at, status, timer_at + n, revision
      from model cross join generate_series(1, ${count}::int) n
      returning id
    )
    insert into durable_lambda.journal (execution_id, revision, body)
    select copies.id, j.revision, j.body from copies
    cross join (select j.* from durable_lambda.journal j join model on model.id = j.execution_id) j`;
  await sql`analyze durable_lambda.executions`;
  await sql`analyze durable_lambda.journal`;
};
