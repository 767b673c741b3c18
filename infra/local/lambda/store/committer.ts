import type { Sql } from "../../stand-in/connect.ts";
import { save } from "./save.ts";
import { type Row, toRow, type Write } from "./write.ts";

/** Bounds of one statement; what is more waits for the next. One write may be larger and then goes alone. */
const writesMax = 256;
const bodyCharactersMax = 8 * 1024 * 1024;

/** True when the write was made, false when another one came first. Throws when that is not known. */
export type Commit = (write: Write) => Promise<boolean>;

type Waiting = {
  readonly row: Row;
  readonly resolve: (saved: boolean) => void;
  readonly reject: (error: unknown) => void;
};

/**
 * Makes writes that come together share a transaction: while one is under way the others gather, and go
 * together as soon as it has ended. Each is answered only when it is durable. No two of one gathering may be of
 * the same execution.
 */
export const createCommitter = (sql: Sql): Commit => {
  let gathered: Waiting[] = [];
  let isUnderWay = false;

  const flush = async (): Promise<void> => {
    while (gathered.length > 0) {
      const batch = takeBatch(gathered);
      gathered = gathered.slice(batch.length);
      await commitTogether(sql, batch);
    }
    isUnderWay = false;
  };

  return (write) =>
    new Promise((resolve, reject) => {
      gathered.push({ row: toRow(write), resolve, reject });
      if (isUnderWay) return;
      isUnderWay = true;
      // Those that come in the same turn of the event loop go along with the first.
      setImmediate(() => void flush());
    });
};

const takeBatch = (gathered: readonly Waiting[]): readonly Waiting[] => {
  let characters = 0;
  const end = gathered.findIndex(({ row }, index) => {
    characters += row.body.length;
    return index === writesMax || (index > 0 && characters > bodyCharactersMax);
  });
  return end === -1 ? gathered : gathered.slice(0, end);
};

const commitTogether = async (sql: Sql, batch: readonly Waiting[]): Promise<void> => {
  try {
    const saved = await save(
      sql,
      batch.map(({ row }) => row),
    );
    for (const { row, resolve } of batch) resolve(saved.has(row.id));
  } catch (error) {
    for (const { reject } of batch) reject(error);
  }
};
