import type { Queryable } from "../stand-in/connect.ts";

const sandboxLock = 7_316_003;

/**
 * One task at a time until the transaction ends. It makes keys, stock, captures and counted switches exact
 * and the ledger's order that of its commits, so that nobody who pages through it misses a row.
 */
export const lockSandbox = async (sql: Queryable): Promise<void> => {
  await sql`select pg_advisory_xact_lock(${sandboxLock})`;
};
