import { type CsvError, parse } from "csv-parse/sync";
import { z } from "zod";
import type { Column, Contract } from "./contract.ts";

export type CsvRow = Readonly<Record<string, string>>;
export type BadRow = {
  /** In the file, from 1; the first line has the columns' names. */
  readonly line: number;
  readonly column: string;
  readonly value: string;
  readonly problem: string;
  readonly content: Readonly<Record<string, string>>;
};

export type ReadRows = {
  readonly columns: readonly string[];
  readonly good: readonly { readonly line: number; readonly row: CsvRow }[];
  readonly bad: readonly BadRow[];
};

/** Nothing that a row of a table has is longer. */
const recordMaxBytes = 1_048_576;

const isoDate = z.iso.date();
const isoTimestamp = z.iso.datetime({ offset: true, local: true });

/** What a value has to look like, for Postgres to take it as well. */
const isOfType: Readonly<Record<Column["type"], (value: string) => boolean>> = {
  text: () => true,
  integer: (value) => /^[+-]?[0-9]{1,18}$/.test(value),
  decimal: (value) => /^[+-]?[0-9]{1,20}(\.[0-9]{1,20})?$/.test(value),
  boolean: (value) => /^(true|false)$/i.test(value),
  date: (value) => isoDate.safeParse(value).success,
  timestamp: (value) => isoTimestamp.safeParse(value).success,
};

type Fault = Pick<BadRow, "column" | "value" | "problem">;

const valueFault = ({ name, type, required }: Column, row: CsvRow): Fault | null => {
  const value = row[name] ?? "";
  if (value === "") return required ? { column: name, value, problem: "is missing" } : null;
  if (value.includes("\u0000")) return { column: name, value: "", problem: "holds the NUL character" };
  return isOfType[type](value) ? null : { column: name, value, problem: `is no ${type}` };
};

type CsvRecord = { readonly line: number; readonly fields: readonly string[] };

type Parsed = {
  readonly header: readonly string[];
  readonly records: readonly CsvRecord[];
  readonly broken: readonly BadRow[];
};

const parseCsv = (content: Buffer): Parsed => {
  const broken: BadRow[] = [];
  const parsed = parse(content, {
    bom: true,
    info: true,
    max_record_size: recordMaxBytes,
    on_skip: (error: CsvError | undefined) => {
      const line = error?.["lines"] ?? 0;
      const problem = `cannot be read (${error?.code ?? "unknown"})`;
      broken.push({ line: typeof line === "number" ? line : 0, column: "", value: "", problem, content: {} });
      return undefined;
    },
    relax_column_count: true,
    skip_empty_lines: true,
    skip_records_with_error: true,
  }) as unknown as readonly {
    readonly info: { readonly lines: number };
    readonly record: readonly string[];
  }[];
  const [first, ...rest] = parsed.map(({ info, record }) => ({ line: info.lines, fields: record }));
  return { header: first?.fields ?? [], records: rest, broken };
};

/** Says which key a row has that one before it had, and remembers it. */
const createRepetitionFinder = (uniqueKey: readonly string[]) => {
  const seen = new Set<string>();
  return (row: CsvRow): Fault | null => {
    if (uniqueKey.length === 0) return null;
    const values = uniqueKey.map((name) => row[name] ?? "");
    const key = JSON.stringify(values);
    if (seen.has(key)) {
      return { column: uniqueKey.join(", "), value: values.join(", "), problem: "was in a line before" };
    }
    seen.add(key);
    return null;
  };
};

/**
 * Pure: the rows of a CSV file (RFC 4180, the first line naming the columns) by whether its contract takes them. A row
 * is bad once, by its first fault: fields too many or too few, a value missing or of another type, a key repeated.
 */
export const readRows = (content: Buffer, { columns, uniqueKey }: Contract): ReadRows => {
  const { header, records, broken } = parseCsv(content);
  const findRepetition = createRepetitionFinder(uniqueKey);
  const good: { line: number; row: CsvRow }[] = [];
  const bad: BadRow[] = [...broken];
  for (const { line, fields } of records) {
    const row = Object.fromEntries(header.map((name, index) => [name, fields[index] ?? ""]));
    const counted: Fault | null =
      fields.length === header.length
        ? null
        : { column: "", value: "", problem: `has ${fields.length} fields, not ${header.length}` };
    const fault =
      counted ??
      columns.map((column) => valueFault(column, row)).find((found) => found !== null) ??
      findRepetition(row);
    if (fault === null) good.push({ line, row });
    else bad.push({ line, ...fault, content: row });
  }
  return { columns: header, good, bad };
};
