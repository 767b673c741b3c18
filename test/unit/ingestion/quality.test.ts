import fc from "fast-check";
import { expect, test } from "vitest";
import { ingestionExamples } from "../../../workflows/ingestion/examples.ts";
import type { IngestionPayload } from "../../../workflows/ingestion/payload.ts";
import { assessQuality, type Validation, validationSchema } from "../../../workflows/ingestion/quality.ts";
import { ingestionSettingsSchema } from "../../../workflows/ingestion/settings.ts";
import { orderLinesDataset } from "../../support/order-lines.ts";

const settings = ingestionSettingsSchema.parse({});
const payload: IngestionPayload = {
  ...(ingestionExamples[1] as IngestionPayload),
  bytes: 32_674,
  dataset: orderLinesDataset,
};
const columns = orderLinesDataset.columns.map(({ name }) => name);
const validation = (more: Partial<Validation> = {}): Validation => ({
  rows: 400,
  badRows: 0,
  bytes: 32_674,
  columns,
  medianRows: null,
  sample: [],
  ...more,
});
const assess = (found: Partial<Validation>, asked: Partial<IngestionPayload> = {}) =>
  assessQuality({ ...payload, ...asked }, validation(found), settings);

test.each([
  ["no bad row", {}, "clean", 0],
  ["0.5 % bad rows exactly", { badRows: 2 }, "quarantine", 0.5],
  ["a little more than 0.5 % bad rows", { rows: 399, badRows: 2 }, "ask", 0.51],
  ["only bad rows", { badRows: 400 }, "ask", 100],
] as const)("a file with %s is judged by them", (_what, found, verdict, badPercent) => {
  expect(assess(found)).toMatchObject({ verdict, badPercent });
});

test.each([
  [320, "clean", -20],
  [319, "ask", -20.25],
  [480, "clean", 20],
  [481, "ask", 20.25],
  [0, "ask", -100],
] as const)(
  "%d rows against a median of 400 are judged by how far they are off",
  (rows, verdict, percent) => {
    expect(assess({ rows })).toMatchObject({ verdict, rowDeviationPercent: percent });
  },
);

test("the median is the contract's, else the warehouse's, and without any the owner is asked", () => {
  const { medianRows: _own, ...withoutMedian } = orderLinesDataset;
  expect(assess({ medianRows: 4 })).toMatchObject({ verdict: "clean", medianRows: 400 });
  expect(assess({ medianRows: 390 }, { dataset: withoutMedian })).toMatchObject({
    verdict: "clean",
    medianRows: 390,
  });
  expect(assess({}, { dataset: withoutMedian })).toMatchObject({
    verdict: "ask",
    reasons: ["there is no median of 30 days to compare its rows with"],
  });
});

test.each([
  ["a column is missing", { columns: columns.slice(1) }, {}, "columns are missing: order_number"],
  ["a column is new", { columns: [...columns, "channel"] }, {}, "columns are new: channel"],
  [
    "a change of columns is announced",
    {},
    { schemaChange: true },
    "the sender says that the columns have changed",
  ],
  [
    "eight partitions are filled in",
    {},
    { partitions: 8 },
    "it fills in 8 partitions of the past (at most 7)",
  ],
] as const)("the owner is asked when %s", (_what, found, asked, reason) => {
  expect(assess(found as Partial<Validation>, asked as Partial<IngestionPayload>)).toMatchObject({
    verdict: "ask",
    reasons: [reason],
  });
});

test("seven partitions of the past are nothing to ask about", () => {
  expect(assess({}, { partitions: 7 }).verdict).toBe("clean");
});

test.each([
  ["size", { bytes: 1 }, {}],
  ["checksum", { sha256: "b".repeat(64) }, { sha256: "a".repeat(64) }],
  ["checksum, which nobody computed", {}, { sha256: "a".repeat(64) }],
] as const)("a file of another %s is not the one that was announced", (_what, found, asked) => {
  expect(assess(found, asked).verdict).toBe("corrupt");
});

test("a contract may be stricter than the tenant, and not laxer", () => {
  const dataset = (badRowsMaxPercent: number) => ({ ...orderLinesDataset, badRowsMaxPercent });
  expect(assess({ badRows: 1 }, { dataset: dataset(0.1) }).verdict).toBe("ask");
  expect(assess({ badRows: 4 }, { dataset: dataset(50) }).verdict).toBe("ask");
});

test("a file passes by its owner only within every tolerance, whatever its numbers are", () => {
  const rows = fc.integer({ min: 0, max: 100_000 });
  fc.assert(
    fc.property(rows, rows, fc.integer({ min: 1, max: 100_000 }), (good, badRows, medianRows) => {
      const dataset = { ...orderLinesDataset, medianRows };
      const all = good + badRows;
      const { verdict } = assess({ rows: all, badRows }, { dataset });
      const isWithin = badRows * 200 <= all && Math.abs(all - medianRows) * 5 <= medianRows;
      expect(verdict).toBe(isWithin ? (badRows > 0 ? "quarantine" : "clean") : "ask");
    }),
    { seed: 57 },
  );
});

test("a sample is kept to twenty rows of short texts", () => {
  const row = { row: 1, column: "sku", value: "x".repeat(1_000), problem: "is no text" };
  const { sample } = validationSchema.parse({
    ...validation(),
    sample: Array.from({ length: 30 }, () => row),
  });
  expect(sample).toHaveLength(20);
  expect(sample[0]?.value).toHaveLength(200);
});
