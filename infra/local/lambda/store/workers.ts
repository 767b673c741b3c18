import { type Sql, withDeadline } from "../../stand-in/connect.ts";

/** First key of the advisory locks by which workers show that they live. */
const workerLocks = 7_316_002;

/**
 * Holds this worker's advisory lock on the given connection, which must be the only one of its pool. Postgres drops
 * the lock the moment the process dies, so that others need not wait for anything to run out.
 */
export const holdWorkerLock = async (connection: Sql, owner: number): Promise<void> => {
  await withDeadline(connection`
    select pg_try_advisory_lock(${workerLocks}::int, ${owner}::int)
    where not exists (
      select from pg_locks l
      where l.locktype = 'advisory' and l.classid = ${workerLocks}::int::oid and l.objid = ${owner}::int::oid
        and l.objsubid = 2 and l.pid = pg_backend_pid())`);
};

export type Owned = { readonly id: string; readonly owner: number };

/** Executions with a live invocation of this worker's, and those of workers whose lock is gone. */
export const findOwned = async (sql: Sql, self: number): Promise<readonly Owned[]> =>
  withDeadline(sql<Owned[]>`
    select e.id, e.owner from durable_lambda.executions e
    where e.owner is not null and (e.owner = ${self} or not exists (
      select from pg_locks l
      join pg_database d on d.oid = l.database and d.datname = current_database()
      where l.locktype = 'advisory' and l.classid = ${workerLocks}::int::oid
        and l.objid = e.owner::oid and l.objsubid = 2 and l.granted))`);
