import { readdir, readFile } from "node:fs/promises";
import { type Sql, withDeadline } from "../../stand-in/connect.ts";

const migrationLock = 7_316_001;
const directory = new URL("./migrations/", import.meta.url);

/** Brings the schema `durable_lambda` up to date. Safe to run from several processes at once, any number of times. */
export const migrate = async (sql: Sql): Promise<void> => {
  const names = (await readdir(directory)).filter((name) => name.endsWith(".sql")).toSorted();
  const files = await Promise.all(
    names.map(async (name) => ({ name, text: await readFile(new URL(name, directory), "utf8") })),
  );
  await withDeadline(
    sql.begin(async (transaction) => {
      await transaction`select pg_advisory_xact_lock(${migrationLock})`;
      await transaction`create schema if not exists durable_lambda`;
      await transaction`create table if not exists durable_lambda.migrations (name text primary key)`;
      const applied = await transaction<{ name: string }[]>`select name from durable_lambda.migrations`;
      for (const file of files.filter(({ name }) => !applied.some((row) => row.name === name))) {
        await transaction.unsafe(file.text);
        await transaction`insert into durable_lambda.migrations (name) values (${file.name})`;
      }
    }),
  );
};
