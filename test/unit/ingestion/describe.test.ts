import { expect, test } from "vitest";
import { kind } from "../../../workflows/ingestion/contract.ts";
import { ingestionExamples } from "../../../workflows/ingestion/examples.ts";
import type { IngestionPayload } from "../../../workflows/ingestion/payload.ts";

const [full, spare] = ingestionExamples as [IngestionPayload, IngestionPayload];
const none = kind.noFindings ?? {};

test("a data owner sees how far a file is off, why, and some of its bad rows", () => {
  const { facts, tables } = kind.describe(full, {
    ...none,
    verdict: "ask",
    reasons: ["0.75% of the rows are bad (at most 0.5%)"],
    rows: 4_000,
    badRows: 30,
    badPercent: 0.75,
    medianRows: 4_100,
    rowDeviationPercent: -2.44,
    sample: [{ row: 7, column: "quantity", value: "a dozen", problem: "is no integer" }],
    supersedes: "req_1",
    quarantinedTo: "local_warehouse.quarantine",
  });
  expect(Object.fromEntries(facts.map(({ label, value }) => [label, value]))).toEqual({
    Dataset: "order_lines",
    File: "acme-landing/order-lines/2026-11-24.csv",
    Version: "3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY",
    Size: "48,211 bytes",
    Received: "2026-11-24T05:12:09Z",
    "Fills in": "3 partitions of the past",
    Verdict: "too far off to be loaded without being looked at",
    Because: "0.75% of the rows are bad (at most 0.5%)",
    Rows: "4,000",
    "Median of 30 days": "4,100 (-2.44%)",
    "Bad rows": "30 (0.75%)",
    "Bad rows are in": "local_warehouse.quarantine",
    "Takes the place of": "request req_1",
  });
  expect(tables.map(({ title }) => title)).toEqual(["Some of the bad rows", "What the dataset expects"]);
  expect(tables[0]?.rows).toEqual([["7", "quantity", "a dozen", "is no integer"]]);
});

test("of a file that nobody has looked into only what was sent is shown", () => {
  const { facts, tables } = kind.describe(spare, none);
  expect(facts.map(({ label }) => label)).toEqual(["Dataset", "File", "Version", "Size", "Verdict"]);
  expect(tables).toHaveLength(1);
});
