import { sql } from "drizzle-orm";
import type { TenantTransaction } from "../tenant.ts";

/** The database's clock: the only one for deadlines and ordering. */
export const databaseTime = async (tx: TenantTransaction): Promise<Date> => {
  const rows = await tx.execute<{ now: string }>(
    sql`select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as now`,
  );
  const [row] = rows;
  if (row === undefined) {
    throw new Error("the database told no time");
  }
  return new Date(row.now);
};
