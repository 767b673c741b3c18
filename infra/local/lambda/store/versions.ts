import { createHash } from "node:crypto";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import { type Sql, withDeadline } from "../../stand-in/connect.ts";
import type { ModuleSources, RuntimeFunction } from "../runtime/index.ts";

const publishLock = 7_316_003;

export type PublishedVersion = {
  readonly number: number;
  readonly functions: readonly RuntimeFunction[];
};

export type NewVersion = {
  readonly module: string;
  readonly functions: readonly RuntimeFunction[];
  readonly sources: ModuleSources;
};

/**
 * Publishes a module's functions under the next number, and answers with it; with the latest number when nothing has
 * changed since. Idempotent by the sources.
 */
export const publishVersion = async (sql: Sql, version: NewVersion): Promise<number> => {
  const { module, functions, sources } = version;
  const text = JSON.stringify(sources);
  const hash = createHash("sha256").update(text).digest();
  return withDeadline(
    sql.begin(async (transaction) => {
      await transaction`select pg_advisory_xact_lock(${publishLock})`;
      const [latest] = await transaction<{ number: number; hash: Buffer }[]>`
        select number, hash from durable_lambda.versions where module = ${module} order by number desc limit 1`;
      if (latest?.hash.equals(hash) === true) return latest.number;
      const number = (latest?.number ?? 0) + 1;
      await transaction`
        insert into durable_lambda.versions (module, number, hash, functions, sources)
        values (${module}, ${number}, ${hash}, ${JSON.stringify(functions)}, ${deflateRawSync(text)})`;
      return number;
    }),
  );
};

/** The newest versions of a module, newest first. */
export const listVersions = async (
  sql: Sql,
  module: string,
  items: number,
): Promise<readonly PublishedVersion[]> => {
  const rows = await withDeadline(sql<{ number: number; functions: string }[]>`
    select number, functions from durable_lambda.versions
    where module = ${module} order by number desc limit ${items}`);
  return rows.map(({ number, functions }) => ({
    number,
    functions: JSON.parse(functions) as readonly RuntimeFunction[],
  }));
};

/** What a version was made of. Throws when there is no such version. */
export const loadSources = async (sql: Sql, module: string, number: number): Promise<ModuleSources> => {
  const [row] = await withDeadline(sql<{ sources: Buffer }[]>`
    select sources from durable_lambda.versions where module = ${module} and number = ${number}`);
  if (row === undefined) throw new Error(`Version ${number} of ${module} is gone.`);
  return JSON.parse(inflateRawSync(row.sources).toString()) as ModuleSources;
};
