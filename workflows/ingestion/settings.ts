import { z } from "zod";

const badRowsDefaultPercent = 0.5;
const rowToleranceDefaultPercent = 20;
const partitionsDefault = 7;
const partitionsMax = 100_000;
const wholePercent = 100;

/** What a tenant may set for the loading of data: how far a file may be off before the data's owner is asked. */
export const ingestionSettingsSchema = z.strictObject({
  /** Up to this share of bad rows they are put aside and the rest is loaded. */
  badRowsMaxPercent: z.number().min(0).max(wholePercent).default(badRowsDefaultPercent),
  /** How far the number of rows may be from the median of 30 days, either way. */
  rowTolerancePercent: z.number().min(0).max(wholePercent).default(rowToleranceDefaultPercent),
  /** A backfill of more partitions than this needs an approval. */
  partitionsMax: z.int().min(1).max(partitionsMax).default(partitionsDefault),
});

export type IngestionSettings = z.infer<typeof ingestionSettingsSchema>;
