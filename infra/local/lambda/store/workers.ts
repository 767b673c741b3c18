import { type Sql, withDeadline } from "../../stand-in/connect.ts";

/** First key of the advisory locks by which workers show that they live. */
const workerLocks = 7_316_002;

/**
 * Makes this worker known and holds its advisory lock on the given connection, which must be the only one of its
 * pool. Postgres drops the lock the moment the process dies, so that others need not wait for anything to run out.
 */
export const holdWorkerLock = async (connection: Sql, worker: number): Promise<void> => {
  await withDeadline(connection`
    with held as materialized (
      select pg_try_advisory_lock(${workerLocks}::int, ${worker}::int)
      where not exists (
        select from pg_locks l
        where l.locktype = 'advisory' and l.classid = ${workerLocks}::int::oid and l.objid = ${worker}::int::oid
          and l.objsubid = 2 and l.pid = pg_backend_pid())
    )
    insert into durable_lambda.workers (id) select ${worker}::int from held on conflict do nothing`);
};

/** Workers that are known but no longer hold their lock. */
export const findDeadWorkers = async (sql: Sql): Promise<readonly number[]> => {
  const rows = await withDeadline(sql<{ id: number }[]>`
    select w.id from durable_lambda.workers w
    where not exists (
      select from pg_locks l
      join pg_database d on d.oid = l.database and d.datname = current_database()
      where l.locktype = 'advisory' and l.classid = ${workerLocks}::int::oid
        and l.objid = w.id::oid and l.objsubid = 2 and l.granted)`);
  return rows.map((row) => row.id);
};

/** The executions whose live invocation a worker vouches for. Reads the whole table: only for a worker that died. */
export const findOwned = async (sql: Sql, worker: number): Promise<readonly string[]> => {
  const rows = await withDeadline(sql<{ id: string }[]>`
    select id from durable_lambda.executions where worker = ${worker} and status = 'RUNNING'`);
  return rows.map((row) => row.id);
};

export const forgetWorker = async (sql: Sql, worker: number): Promise<void> => {
  await withDeadline(sql`delete from durable_lambda.workers where id = ${worker}`);
};
