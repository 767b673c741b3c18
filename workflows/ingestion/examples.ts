import type { IngestionPayload } from "./payload.ts";

/** With a checksum, a key and tolerances, as a later version of a file comes. */
const full: IngestionPayload = {
  bucket: "acme-landing",
  key: "order-lines/2026-11-24.csv",
  versionId: "3sL4kqtJlcpXroDTDmJ.rmSpXd3dIbrHY",
  etag: "d41d8cd98f00b204e9800998ecf8427e",
  bytes: 48_211,
  sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  receivedAt: "2026-11-24T05:12:09Z",
  sequencer: "0055AED6DCD90281E5",
  dataset: {
    name: "order_lines",
    columns: [
      { name: "order_number", type: "text", required: true },
      { name: "sku", type: "text", required: true },
      { name: "order_date", type: "date", required: true },
      { name: "quantity", type: "integer", required: true },
      { name: "unit_price", type: "decimal", required: true },
      { name: "region", type: "text", required: false },
    ],
    uniqueKey: ["order_number", "sku"],
    medianRows: 400,
    rowTolerancePercent: 15,
    badRowsMaxPercent: 0.25,
  },
  batchId: "order-lines-2026-11-24",
  schemaChange: true,
  partitions: 3,
};

/** With everything left out that a file may do without. */
const spare: IngestionPayload = {
  bucket: "acme-landing",
  key: "products.csv",
  etag: "b21b84d653bb07b05b1e6b33684dc11b",
  bytes: 1_305_107,
  dataset: {
    name: "products",
    columns: [{ name: "sku", type: "text", required: false }],
    uniqueKey: [],
  },
};

export const ingestionExamples: readonly IngestionPayload[] = [full, spare];
