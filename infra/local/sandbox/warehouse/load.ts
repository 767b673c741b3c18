import type { Queryable } from "../../stand-in/connect.ts";
import { type BatchStatus, findBatch, type LineageRow, listLineage, moveBatch } from "./lineage.ts";
import { type Batch, countRows, dropBatchTable, liveTable, swapTables } from "./tables.ts";

export type Loaded =
  | { readonly ok: true; readonly table: string; readonly rows: number; readonly isNew: boolean }
  | { readonly ok: false; readonly reasonCode: string; readonly message: string };

const refused = (reasonCode: string, message: string): Loaded => ({ ok: false, reasonCode, message });

const loadedStatuses: readonly BatchStatus[] = ["live", "replaced", "expired"];

/** "Right pad the shorter value with zeros and compare them as text" (S3's guide on the sequencer). */
const compareSequencers = (one: string, other: string): number => {
  const length = Math.max(one.length, other.length);
  const [left, right] = [one, other].map((text) => text.toUpperCase().padEnd(length, "0")) as [
    string,
    string,
  ];
  return left < right ? -1 : Number(left > right);
};

const isNewer = (one: LineageRow, other: LineageRow): boolean => {
  if (one.sequencer !== null && other.sequencer !== null) {
    return compareSequencers(one.sequencer, other.sequencer) > 0;
  }
  return one.receivedAt !== null && other.receivedAt !== null && one.receivedAt > other.receivedAt;
};

/** A version of the same object that came later and is loaded already: this one is too late. */
const isSuperseded = (own: LineageRow, all: readonly LineageRow[]): boolean =>
  all.some(
    (one) =>
      one.bucket === own.bucket &&
      one.key === own.key &&
      loadedStatuses.includes(one.status) &&
      isNewer(one, own),
  );

/** What nobody puts back any more goes: the table before one whose lineage is published. */
const expire = async (sql: Queryable, batch: Batch, replaced: LineageRow): Promise<void> => {
  if (replaced.publishedAt === null || replaced.previousBatchId === null) return;
  const old = { ...batch, batchId: replaced.previousBatchId };
  await dropBatchTable(sql, old);
  await moveBatch(sql, old, { status: "expired" });
  await moveBatch(
    sql,
    { ...batch, batchId: replaced.batchId },
    { status: "replaced", previousBatchId: null },
  );
};

/**
 * Puts a staged batch in the place of the dataset's table, in the transaction of the caller: whoever reads sees the one
 * or the other. Once by the batch; the table of before is kept until the next but one.
 */
export const loadBatch = async (sql: Queryable, batch: Batch): Promise<Loaded> => {
  const own = await findBatch(sql, batch);
  const table = `local_warehouse.${liveTable(batch)}`;
  if (own === null || own.status === "dropped")
    return refused("not_staged", "The batch has no staging table.");
  const { rows } = own;
  if (loadedStatuses.includes(own.status)) return { ok: true, table, rows, isNew: false };
  const all = await listLineage(sql, batch);
  if (isSuperseded(own, all)) return refused("superseded", "A later version of the file is loaded already.");
  const staged = await countRows(sql, batch);
  if (staged !== rows) return refused("count_differs", `The staging table has ${staged} rows, not ${rows}.`);
  const live = all.find(({ status }) => status === "live");
  const before = live === undefined ? null : { ...batch, batchId: live.batchId };
  await swapTables(sql, before, batch);
  if (live !== undefined && before !== null) {
    await moveBatch(sql, before, { status: "replaced" });
    await expire(sql, batch, live);
  }
  await moveBatch(sql, batch, { status: "live", previousBatchId: live?.batchId ?? null });
  return { ok: true, table, rows, isNew: true };
};

/**
 * Takes a batch that was loaded out again: the table of before is back, or, where another came since, stays behind that.
 * Answers whether it was loaded.
 */
export const rollBackBatch = async (sql: Queryable, batch: Batch): Promise<boolean> => {
  const own = await findBatch(sql, batch);
  if (own === null) return false;
  const previous = own.previousBatchId === null ? null : { ...batch, batchId: own.previousBatchId };
  if (own.status === "live") {
    await swapTables(sql, batch, previous);
    await moveBatch(sql, batch, { status: "staged", previousBatchId: null });
    if (previous !== null) await moveBatch(sql, previous, { status: "live" });
    return true;
  }
  if (own.status !== "replaced") return false;
  const next = (await listLineage(sql, batch)).find(({ previousBatchId }) => previousBatchId === own.batchId);
  await moveBatch(sql, batch, { status: "staged", previousBatchId: null });
  if (next !== undefined) {
    const { status, batchId } = next;
    await moveBatch(sql, { ...batch, batchId }, { status, previousBatchId: own.previousBatchId });
  }
  return true;
};

/** Drops a batch that is not loaded; answers whether it was there. */
export const dropStaged = async (sql: Queryable, batch: Batch): Promise<boolean> => {
  const own = await findBatch(sql, batch);
  if (own?.status !== "staged") return false;
  await dropBatchTable(sql, batch);
  await moveBatch(sql, batch, { status: "dropped" });
  return true;
};
