import type { Ready } from "../../../infra/local/system.ts";
import {
  firstRows,
  landed,
  orderLines,
  orderLinesDataset,
  upload,
  withBadRows,
  withNewColumn,
} from "../order-lines.ts";
import { call } from "../client.ts";
import type { Company } from "../company.ts";
import { endOf, type Fate, type NotDone, type Step } from "./fate.ts";

/** A file that lands, and what comes of it. */
type File = {
  readonly key: string;
  readonly csv: string;
  readonly decision: Fate["decision"];
  /** What is announced in place of what lands. */
  readonly announced?: Readonly<Record<string, unknown>>;
  readonly hasBadRows?: true;
  /** Rows in the warehouse; null where the file is rejected. */
  readonly rows: number | null;
};

const files: readonly File[] = [
  { key: "all.csv", csv: orderLines, decision: "none", rows: 400 },
  { key: "two-bad.csv", csv: withBadRows(2), decision: "none", hasBadRows: true, rows: 398 },
  { key: "three-bad.csv", csv: withBadRows(3), decision: "approve", hasBadRows: true, rows: 397 },
  { key: "worse.csv", csv: withBadRows(40), decision: "reject", hasBadRows: true, rows: null },
  { key: "three-hundred.csv", csv: firstRows(300), decision: "approve", rows: 300 },
  { key: "ten.csv", csv: firstRows(10), decision: "reject", rows: null },
  { key: "new-column.csv", csv: withNewColumn(), decision: "approve", rows: 400 },
  {
    key: "other.csv",
    csv: orderLines,
    decision: "none",
    announced: { sha256: "0".repeat(64) },
    rows: null,
  },
];

const quarantine: Step = {
  name: "quarantine",
  deed: { type: "file.quarantine" },
  undoneBy: "file.restore",
  isBeforeApproval: true,
};

const loading: readonly Step[] = [
  { name: "enrich", deed: { type: "data.enrich" }, undoneBy: "warehouse.drop_staging" },
  { name: "check-ready" },
  { name: "load", deed: { type: "warehouse.load" }, undoneBy: "warehouse.rollback" },
  { name: "publish", deed: { type: "lineage.publish" }, undoneBy: "lineage.retract" },
];

const stepsOf = ({ hasBadRows, rows }: File): readonly Step[] => [
  { name: "await-complete", isBeforeApproval: true },
  { name: "validate", isBeforeApproval: true },
  ...(hasBadRows === true ? [quarantine] : []),
  ...(rows === null ? [] : loading),
];

const endsOf = ({ hasBadRows, rows }: File): Fate["ends"] => ({
  request: rows === null ? "rejected" : "approved",
  // A rejected file is as it was.
  run: rows === null && hasBadRows === true ? "compensated" : "completed",
});

const datasetOf = ({ key }: File): string => `lines_${key.replaceAll("-", "_").replace(".csv", "")}`;

const numberOf = ({ key, csv }: File): string => `${landed(key, csv).bucket}/${key}`;

const planFate = (file: File, index: number): Fate => {
  const object = { ...landed(file.key, file.csv), ...file.announced };
  const number = numberOf(file);
  return {
    kind: "ingestion",
    number,
    title: `File ${number}`,
    requestedBy: "emp-6",
    payload: { ...object, dataset: { ...orderLinesDataset, name: datasetOf(file) } },
    decision: file.decision,
    channel: index % 2 === 0 ? "link" : "api",
    says: {},
    steps: stepsOf(file),
    ends: endsOf(file),
  };
};

/** A real file in each of the states in which files come. */
export const planFiles = (): Fate[] => files.map(planFate);

/** Lets the files land where the fates say that they are. */
export const landFiles = async ({ demo }: Ready): Promise<void> => {
  for (const { key, csv } of files) {
    await upload(demo.sandboxUrl, key, csv);
  }
};

type Lineage = readonly {
  readonly status: string;
  readonly rows: number;
  readonly publishedAt: string | null;
}[];

/** What differs between the warehouse and the files that were loaded, in sentences; empty when all is well. */
export const warehouseDifferences = async (
  { demo }: Ready,
  { tenantId }: Company,
  notDone: NotDone,
): Promise<string[]> => {
  const differences: string[] = [];
  for (const [index, file] of files.entries()) {
    const { run } = endOf(planFate(file, index), notDone);
    const wanted = file.rows !== null && run === "completed" ? `${file.rows} rows` : "nothing";
    const url = `${demo.sandboxUrl}/warehouse/${tenantId}/${datasetOf(file)}`;
    const { body } = await call<{ lineage: Lineage }>(url);
    const live = body.lineage.filter(({ status, publishedAt }) => status === "live" && publishedAt !== null);
    const found = live.map(({ rows }) => `${rows} rows`).join(", ") || "nothing";
    differences.push(...(found === wanted ? [] : [`${file.key}: ${found} instead of ${wanted}`]));
  }
  return differences;
};
