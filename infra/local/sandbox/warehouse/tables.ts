import { createHash } from "node:crypto";
import type { Queryable } from "../../stand-in/connect.ts";
import type { Column, Contract } from "./contract.ts";
import type { ReadRows } from "./read-rows.ts";

const hashCharacters = 8;
const rowsPerInsert = 2_000;

const shortHash = (text: string): string =>
  createHash("sha256").update(text).digest("hex").slice(0, hashCharacters);

/** Whose batch of which dataset. */
export type Batch = { readonly tenantId: string; readonly dataset: string; readonly batchId: string };

/** Every tenant has a table of its own for a dataset; it is what people query. */
export const liveTable = ({ tenantId, dataset }: Omit<Batch, "batchId">): string =>
  `${dataset}_${shortHash(tenantId)}`;

/** The table of a batch while it is not the live one. At most 58 of the 63 characters of a Postgres name. */
const batchTable = (batch: Batch): string => `${liveTable(batch)}_${shortHash(batch.batchId)}`;

const quoted = (table: string): string => `local_warehouse."${table}"`;

const postgresTypes: Readonly<Record<Column["type"], string>> = {
  text: "text",
  integer: "bigint",
  decimal: "numeric",
  boolean: "boolean",
  date: "date",
  timestamp: "timestamptz",
};

/** The contract's schema has let pass nothing but letters, digits and underscores as a name. */
const definition = ({ columns, uniqueKey }: Contract): string =>
  [
    "_batch_id text not null",
    "_line integer primary key",
    ...columns.map(
      ({ name, type, required }) => `"${name}" ${postgresTypes[type]}${required ? " not null" : ""}`,
    ),
    ...(uniqueKey.length === 0 ? [] : [`unique (${uniqueKey.map((name) => `"${name}"`).join(", ")})`]),
  ].join(", ");

/** Makes a batch's staging table and fills it with the good rows, each with its batch and its line. */
export const createStaging = async (
  sql: Queryable,
  batch: Batch,
  { contract, rows }: { readonly contract: Contract; readonly rows: ReadRows["good"] },
): Promise<void> => {
  const table = quoted(batchTable(batch));
  const names = new Set(contract.columns.map(({ name }) => name));
  await sql.unsafe(`create table ${table} (${definition(contract)})`);
  for (let from = 0; from < rows.length; from += rowsPerInsert) {
    const records = rows.slice(from, from + rowsPerInsert).map(({ line, row }) => ({
      _batch_id: batch.batchId,
      _line: line,
      // An empty field is no value.
      ...Object.fromEntries(Object.entries(row).filter(([name, value]) => names.has(name) && value !== "")),
    }));
    await sql.unsafe(
      `insert into ${table} select * from json_populate_recordset(null::${table}, $1::text::json)`,
      [JSON.stringify(records)],
    );
  }
};

export const dropBatchTable = async (sql: Queryable, batch: Batch): Promise<void> => {
  await sql.unsafe(`drop table if exists ${quoted(batchTable(batch))}`);
};

export const countRows = async (sql: Queryable, batch: Batch): Promise<number> => {
  const [row] = await sql.unsafe<{ count: string }[]>(`select count(*) from ${quoted(batchTable(batch))}`);
  return Number(row?.count ?? 0);
};

/** Puts one batch's table in the place of another's, in the transaction of the caller; null: there is none. */
export const swapTables = async (sql: Queryable, from: Batch | null, to: Batch | null): Promise<void> => {
  const rename = (table: string, name: string) =>
    sql.unsafe(`alter table ${quoted(table)} rename to "${name}"`);
  if (from !== null) await rename(liveTable(from), batchTable(from));
  if (to !== null) await rename(batchTable(to), liveTable(to));
};
