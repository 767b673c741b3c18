import type { Findings, ReviewContent, ReviewFact, ReviewTable } from "../../services/kinds/model.ts";
import { type IngestionPayload, versionOf } from "./payload.ts";

const verdictTexts: Readonly<Record<string, string>> = {
  clean: "clean",
  quarantine: "good, but for a few rows that were put aside",
  ask: "too far off to be loaded without being looked at",
  corrupt: "not the file that was announced",
};

const isThere = (value: unknown): boolean => value !== undefined && value !== "" && value !== 0;

const factsIf = (value: unknown, label: string, text: string): ReviewFact[] =>
  isThere(value) ? [{ label, value: text }] : [];

const numberText = (value: unknown): string => Number(value).toLocaleString("en");

const rowFacts = (findings: Findings): ReviewFact[] => {
  const { rows, badRows, badPercent, medianRows, rowDeviationPercent } = findings;
  const deviation = Number(rowDeviationPercent);
  return [
    ...factsIf(rows, "Rows", numberText(rows)),
    ...factsIf(
      medianRows,
      "Median of 30 days",
      `${numberText(medianRows)} (${deviation > 0 ? "+" : ""}${deviation}%)`,
    ),
    ...factsIf(badRows, "Bad rows", `${numberText(badRows)} (${String(badPercent)}%)`),
  ];
};

const qualityFacts = (findings: Findings): ReviewFact[] => {
  const { verdict, reasons, supersedes, quarantinedTo, loadedInto, loadedRows } = findings;
  const because = Array.isArray(reasons) ? reasons.map(String).join("; ") : "";
  return [
    { label: "Verdict", value: verdictTexts[String(verdict)] ?? String(verdict) },
    ...factsIf(because, "Because", because),
    ...rowFacts(findings),
    ...factsIf(quarantinedTo, "Bad rows are in", String(quarantinedTo)),
    ...factsIf(supersedes, "Takes the place of", `request ${String(supersedes)}`),
    ...factsIf(loadedInto, "Loaded into", `${String(loadedInto)} (${numberText(loadedRows)} rows)`),
  ];
};

type Sample = {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly problem: string;
};

const sampleTable = ({ sample }: Findings): ReviewTable[] =>
  Array.isArray(sample) && sample.length > 0
    ? [
        {
          title: "Some of the bad rows",
          columns: [
            { label: "Line", align: "end" },
            { label: "Column", align: "start" },
            { label: "Value", align: "start" },
            { label: "Problem", align: "start" },
          ],
          rows: (sample as Sample[]).map(({ row, column, value, problem }) => [
            String(row),
            column,
            value,
            problem,
          ]),
        },
      ]
    : [];

const contractTable = ({ dataset: { columns, uniqueKey } }: IngestionPayload): ReviewTable => ({
  title: "What the dataset expects",
  columns: [
    { label: "Column", align: "start" },
    { label: "Type", align: "start" },
    { label: "Needed", align: "start" },
    { label: "Key", align: "start" },
  ],
  rows: columns.map(({ name, type, required }) => [
    name,
    type,
    required ? "yes" : "no",
    uniqueKey.includes(name) ? "yes" : "no",
  ]),
});

/** What a data owner sees of a file: which one it is, how far it is off and why, and some of its bad rows. */
export const describeIngestion = (payload: IngestionPayload, findings: Findings): ReviewContent => {
  const { bucket, key, bytes, dataset, partitions, receivedAt } = payload;
  return {
    facts: [
      { label: "Dataset", value: dataset.name },
      { label: "File", value: `${bucket}/${key}` },
      { label: "Version", value: versionOf(payload) },
      { label: "Size", value: `${numberText(bytes)} bytes` },
      ...factsIf(receivedAt, "Received", String(receivedAt)),
      ...factsIf(partitions, "Fills in", `${numberText(partitions)} partitions of the past`),
      ...qualityFacts(findings),
    ],
    tables: [...sampleTable(findings), contractTable(payload)],
    totals: [],
  };
};
