import { expect, test } from "vitest";
import type { KindFacts, PastRequest } from "../../../services/kinds/model.ts";
import { readPayload } from "../../../services/kinds/read-payload.ts";
import { kind } from "../../../workflows/ingestion/contract.ts";
import { ingestionExamples } from "../../../workflows/ingestion/examples.ts";
import { fateOfIngestionEdit } from "../../../workflows/ingestion/fate-of-edit.ts";
import { batchOf, type IngestionPayload } from "../../../workflows/ingestion/payload.ts";
import { checkIngestionFacts, findSuperseded, ingestionKeys } from "../../../workflows/ingestion/versions.ts";

const [full, spare] = ingestionExamples as [IngestionPayload, IngestionPayload];
const [objectKey = "", versionKey = ""] = ingestionKeys(full);

const earlier = (key: string, more: Partial<PastRequest> = {}): PastRequest => ({
  id: "req_1",
  status: "approved",
  key,
  amount: null,
  run: "completed",
  requesterEmail: "loader@acme.example",
  createdAt: new Date("2026-11-20T05:00:00Z"),
  ...more,
});
const facts = (...past: readonly PastRequest[]): KindFacts => ({
  now: new Date("2026-11-24T05:13:00Z"),
  past,
  settings: {},
  before: null,
});

test.each(["pending", "approved"] as const)("a version that is %s already is refused", (status) => {
  expect(checkIngestionFacts(full, facts(earlier(versionKey, { status })))).toMatchObject([
    { pointer: "/versionId" },
  ]);
});

test.each(["rejected", "withdrawn", "canceled", "expired", "returned"] as const)(
  "a version that was %s may come again",
  (status) => {
    expect(checkIngestionFacts(full, facts(earlier(versionKey, { status })))).toEqual([]);
  },
);

test.each(["compensated", "failed", "timed_out"] as const)(
  "a version that was approved and whose run %s may come again, and is nothing to take the place of",
  (run) => {
    expect(checkIngestionFacts(full, facts(earlier(versionKey, { run })))).toEqual([]);
    expect(findSuperseded(full, facts(earlier(objectKey, { run })))).toEqual({ supersedes: "" });
  },
);

test("another version of the object takes the place of the newest one, and not of one that was rejected", () => {
  const older = earlier(objectKey, { id: "req_0" });
  expect(findSuperseded(full, facts(earlier(objectKey), older))).toEqual({ supersedes: "req_1" });
  expect(findSuperseded(full, facts(earlier(objectKey, { status: "rejected" }), older))).toEqual({
    supersedes: "req_0",
  });
  expect(findSuperseded(full, facts())).toEqual({ supersedes: "" });
});

test("an earlier request for the same version is not another version", () => {
  expect(findSuperseded(full, facts(earlier(objectKey), earlier(versionKey)))).toEqual({ supersedes: "" });
});

test("no two objects and versions share a key or a batch", () => {
  const one = { ...spare, bucket: "landing", key: "a:b/c", etag: "v1" };
  const other = { ...spare, bucket: "landing", key: "c", etag: "v1" };
  expect(new Set([...ingestionKeys(one), ...ingestionKeys(other)]).size).toBe(4);
  expect(batchOf(one)).not.toBe(batchOf(other));
});

test("neither the file nor the contract is edited; a title may be", () => {
  expect(fateOfIngestionEdit(full, { ...full })).toBe("keep");
  expect(fateOfIngestionEdit(full, { ...full, versionId: "next" })).toMatchObject({
    refused: expect.stringContaining("next version"),
  });
});

test.each([
  ["no version and no etag", { etag: undefined }, "/versionId"],
  ["a version with a colon", { etag: "a:b" }, "/etag"],
  ["a key of too many bytes", { key: "ü".repeat(600) }, "/key"],
  ["an unknown field", { size: 3 }, "/size"],
] as const)("a file with %s is refused", (_what, change, pointer) => {
  const read = readPayload(kind, JSON.parse(JSON.stringify({ ...spare, ...change })));
  expect(read).toMatchObject({ ok: false, errors: [{ pointer }] });
});

test("a contract with a column twice, or a key that is no column, is refused", () => {
  const column = { name: "sku", type: "text" };
  const dataset = { name: "products", columns: [column, column], uniqueKey: ["sku", "size"] };
  expect(readPayload(kind, { ...spare, dataset })).toMatchObject({
    ok: false,
    errors: [{ pointer: "/dataset/columns/1/name" }, { pointer: "/dataset/uniqueKey/1" }],
  });
});
