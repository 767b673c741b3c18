import { z } from "zod";
import type { Findings } from "../../services/kinds/model.ts";
import type { Dataset, IngestionPayload } from "./payload.ts";
import type { IngestionSettings } from "./settings.ts";

const sampleMaxCount = 20;
const textMaxCharacters = 200;
const columnsMaxCount = 1_000;
const hundredthsOfAPercent = 10_000;

const count = z.int().min(0);
const shortened = z.string().transform((text) => text.slice(0, textMaxCharacters));

/** What the validation of a file answers. */
export const validationSchema = z.object({
  rows: count,
  badRows: count,
  bytes: count.optional(),
  sha256: z.string().optional(),
  /** As the file's first line has them. */
  columns: z.array(shortened).max(columnsMaxCount),
  /** Of what the warehouse has loaded into the dataset in 30 days; null when nothing. */
  medianRows: z.number().positive().nullable().default(null),
  sample: z
    .array(z.object({ row: count, column: shortened, value: shortened, problem: shortened }))
    .default([])
    .transform((rows) => rows.slice(0, sampleMaxCount)),
});
export type Validation = z.infer<typeof validationSchema>;

/**
 * clean: loaded as it is; quarantine: without its few bad rows; ask: the data's owner decides; corrupt: it is not the
 * file that was announced.
 */
export type Verdict = "clean" | "quarantine" | "ask" | "corrupt";

/** Away from nothing, so that what is too much is never shown as just enough. */
const percentOf = (part: number, whole: number): number => {
  const hundredths = (Math.abs(part) * hundredthsOfAPercent) / whole;
  return (Math.sign(part) * Math.ceil(hundredths)) / (hundredthsOfAPercent / 100);
};

const badPercentOf = ({ rows, badRows }: Validation): number => (rows === 0 ? 0 : percentOf(badRows, rows));

/** What stricter contracts ask for holds; laxer ones do not. */
const stricter = (own: number | undefined, tenants: number): number => Math.min(own ?? tenants, tenants);

const columnReasons = ({ columns }: Dataset, found: readonly string[]): string[] => {
  const expected = columns.map(({ name }) => name);
  const missing = expected.filter((name) => !found.includes(name));
  const added = found.filter((name) => !expected.includes(name));
  return [
    ...(missing.length > 0 ? [`columns are missing: ${missing.join(", ")}`] : []),
    ...(added.length > 0 ? [`columns are new: ${added.join(", ")}`] : []),
  ];
};

const rowReasons = (
  validation: Validation,
  medianRows: number | null,
  tolerancePercent: number,
): string[] => {
  if (medianRows === null) return ["there is no median of 30 days to compare its rows with"];
  const deviation = percentOf(validation.rows - medianRows, medianRows);
  return Math.abs(deviation) > tolerancePercent
    ? [
        `${validation.rows} rows are ${Math.abs(deviation)}% ${deviation > 0 ? "more" : "less"} than the median of ${medianRows} (at most ${tolerancePercent}%)`,
      ]
    : [];
};

/** Why the data's owner has to be asked. */
const reasonsToAsk = (
  { dataset, schemaChange, partitions = 0 }: IngestionPayload,
  validation: Validation,
  settings: IngestionSettings,
): string[] => {
  const badMax = stricter(dataset.badRowsMaxPercent, settings.badRowsMaxPercent);
  const rowTolerance = stricter(dataset.rowTolerancePercent, settings.rowTolerancePercent);
  const badPercent = badPercentOf(validation);
  return [
    ...(badPercent > badMax ? [`${badPercent}% of the rows are bad (at most ${badMax}%)`] : []),
    ...rowReasons(validation, dataset.medianRows ?? validation.medianRows, rowTolerance),
    ...columnReasons(dataset, validation.columns),
    ...(schemaChange === true ? ["the sender says that the columns have changed"] : []),
    ...(partitions > settings.partitionsMax
      ? [`it fills in ${partitions} partitions of the past (at most ${settings.partitionsMax})`]
      : []),
  ];
};

const corruptions = ({ bytes, sha256 }: IngestionPayload, validation: Validation): string[] => [
  ...(validation.bytes !== undefined && validation.bytes !== bytes
    ? [`it has ${validation.bytes} bytes, not ${bytes}`]
    : []),
  ...(sha256 !== undefined && validation.sha256 !== sha256 ? ["its SHA-256 is not the announced one"] : []),
];

const verdictOf = (corrupt: readonly string[], asks: readonly string[], { badRows }: Validation): Verdict => {
  if (corrupt.length > 0) return "corrupt";
  if (asks.length > 0) return "ask";
  return badRows > 0 ? "quarantine" : "clean";
};

/** What was found of a file before anybody looked into it. */
export const noQualityFindings = {
  verdict: "clean",
  reasons: [],
  rows: 0,
  badRows: 0,
  badPercent: 0,
  medianRows: 0,
  rowDeviationPercent: 0,
  sample: [],
} as const satisfies Findings;

/** Pure: a file that cannot be judged is shown to its owner. */
export const unreadableFindings: Findings = {
  ...noQualityFindings,
  verdict: "ask",
  reasons: ["the validation's answer could not be read"],
};

/**
 * Pure: how good a file is, and whether its owner has to be asked: more than 0.5 % bad rows, a number of rows more than
 * 20 % off the median of 30 days, other columns, or a backfill of many partitions (all by default).
 */
export const assessQuality = (
  payload: IngestionPayload,
  validation: Validation,
  settings: IngestionSettings,
): Findings & { readonly verdict: Verdict } => {
  const corrupt = corruptions(payload, validation);
  const asks = reasonsToAsk(payload, validation, settings);
  const medianRows = payload.dataset.medianRows ?? validation.medianRows;
  const { rows, badRows, sample } = validation;
  return {
    verdict: verdictOf(corrupt, asks, validation),
    reasons: [...corrupt, ...asks],
    rows,
    badRows,
    badPercent: badPercentOf(validation),
    medianRows: medianRows ?? 0,
    rowDeviationPercent: medianRows === null ? 0 : percentOf(rows - medianRows, medianRows),
    sample,
  };
};
