import { readFile } from "node:fs/promises";
import { type Sql, withDeadline } from "./connect.ts";

/**
 * Runs a file of `create … if not exists` statements in one transaction. Starts at the same moment take turns
 * by the advisory lock of that number: `if not exists` alone is no protection against a race.
 */
export const applySchema = async (sql: Sql, file: URL, lock: number): Promise<void> => {
  const statements = await readFile(file, "utf8");
  await withDeadline(
    sql.begin(async (transaction) => {
      await transaction`select pg_advisory_xact_lock(${lock})`;
      await transaction.unsafe(statements);
    }),
  );
};
