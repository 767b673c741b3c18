import { type Sql, withDeadline } from "../../stand-in/connect.ts";
import { executionIdPattern } from "../protocol/arn.ts";
import { type Content, decodeJournal } from "./content.ts";
import { fold, type Stored } from "./stored.ts";

type JournalRow = { readonly execution_id: string; readonly body: Buffer };

/** The journals of some executions, each in the order of its writes. */
export const loadJournals = async (
  sql: Sql,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly Content[]>> => {
  const known = ids.filter((id) => executionIdPattern.test(id));
  if (known.length === 0) return new Map();
  const rows = await withDeadline(sql<JournalRow[]>`
    select entry.execution_id, entry.body
    from json_array_elements_text(${JSON.stringify(known)}::text::json) given
    cross join lateral (
      select execution_id, revision, body from durable_lambda.journal where execution_id = given::uuid
    ) entry
    order by entry.execution_id, entry.revision`);
  const grouped = Map.groupBy(rows, (row) => row.execution_id);
  return new Map([...grouped].map(([id, entries]) => [id, decodeJournal(entries.map(({ body }) => body))]));
};

/** An execution's journal; undefined when there is none, or when its retention has passed. */
export const loadJournal = async (sql: Sql, id: string): Promise<readonly Content[] | undefined> =>
  (await loadJournals(sql, [id])).get(id);

export type Load = (id: string) => Promise<Stored | undefined>;

type Waiting = {
  readonly resolve: (stored: Stored | undefined) => void;
  readonly reject: (error: unknown) => void;
};

const idsMax = 256;

/** Loads the states of executions; those asked for together are read together. */
export const createLoad = (sql: Sql): Load => {
  let gathered = new Map<string, Waiting[]>();
  let isUnderWay = false;

  const flush = async (): Promise<void> => {
    while (gathered.size > 0) {
      const batch = new Map([...gathered].slice(0, idsMax));
      gathered = new Map([...gathered].slice(idsMax));
      await loadTogether(sql, batch);
    }
    isUnderWay = false;
  };

  return (id) =>
    new Promise((resolve, reject) => {
      gathered.set(id, [...(gathered.get(id) ?? []), { resolve, reject }]);
      if (isUnderWay) return;
      isUnderWay = true;
      setImmediate(() => void flush());
    });
};

const loadTogether = async (sql: Sql, batch: ReadonlyMap<string, readonly Waiting[]>): Promise<void> => {
  const waiting = [...batch.values()].flat();
  try {
    const journals = await loadJournals(sql, [...batch.keys()]);
    for (const [id, callers] of batch) {
      const stored = fold(journals.get(id) ?? []);
      for (const { resolve } of callers) resolve(stored);
    }
  } catch (error) {
    for (const { reject } of waiting) reject(error);
  }
};

export type NameTaken = {
  readonly id: string;
  readonly version: string;
  readonly payloadHash: Buffer;
};

/** The execution that a name was given to, for ever: the name outlives the retention. */
export const findByName = async (
  sql: Sql,
  functionName: string,
  name: string,
): Promise<NameTaken | undefined> => {
  const [row] = await withDeadline(sql<NameTaken[]>`
    select id, version, payload_hash as "payloadHash" from durable_lambda.executions
    where function_name = ${functionName} and name = ${name}`);
  return row;
};
