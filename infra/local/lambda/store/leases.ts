import { type Sql, withDeadline } from "../../stand-in/connect.ts";
import { toTimestamp } from "./rows.ts";

/** First key of the advisory locks by which workers show that they live. */
const workerLocks = 7_316_002;

export type Lost = { readonly executionId: string; readonly invocationId: string };

/**
 * Holds this worker's advisory lock on the given connection, which must be the only one of its pool.
 * Postgres drops the lock the moment the process dies, so that others need not wait for leases to run out.
 */
export const holdWorkerLock = async (connection: Sql, owner: number): Promise<void> => {
  await withDeadline(connection`
    select pg_try_advisory_lock(${workerLocks}::int, ${owner}::int)
    where not exists (
      select from pg_locks l
      where l.locktype = 'advisory' and l.classid = ${workerLocks}::int::oid and l.objid = ${owner}::int::oid
        and l.objsubid = 2 and l.pid = pg_backend_pid())`);
};

/** Prolongs the leases of the invocations that are alive in this process. */
export const renewLeases = async (
  sql: Sql,
  lease: { readonly owner: number; readonly until: number; readonly invocationIds: readonly string[] },
): Promise<void> => {
  await withDeadline(sql`
    update local_lambda.executions set lease_until = ${toTimestamp(lease.until)}::text::timestamptz
    where lease_owner = ${lease.owner}
      and invocation_id in (select json_array_elements_text(${JSON.stringify(lease.invocationIds)}::text::json))`);
};

/** Invocations that nobody works on: their lease ran out, or their worker's lock is gone. */
export const findLost = async (sql: Sql, now: number, self: number): Promise<readonly Lost[]> =>
  withDeadline(sql<Lost[]>`
    select e.id as "executionId", e.invocation_id as "invocationId" from local_lambda.executions e
    where e.lease_owner is not null and (
      e.lease_until < ${toTimestamp(now)}::text::timestamptz
      or (e.lease_owner <> ${self} and not exists (
        select from pg_locks l
        join pg_database d on d.oid = l.database and d.datname = current_database()
        where l.locktype = 'advisory' and l.classid = ${workerLocks}::int::oid
          and l.objid = e.lease_owner::oid and l.objsubid = 2 and l.granted)))`);
