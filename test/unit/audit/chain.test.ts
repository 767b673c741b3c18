import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { type ChainRow, findFault, leafHash, zeroHash } from "../../../services/audit/chain.ts";

const row = (seq: bigint, prev: Buffer): ChainRow => {
  const body = Buffer.from(
    JSON.stringify({
      id: `aud_${seq}`,
      action: "group.created",
      requestId: null,
      target: { type: "group", id: "grp_1" },
    }),
  );
  const unhashed = { tenant: Buffer.alloc(16, 7), seq, atMicroseconds: 1_795_460_000_123_456n, prev, body };
  return {
    ...unhashed,
    id: `aud_${seq}`,
    action: "group.created",
    targetType: "group",
    targetId: "grp_1",
    requestId: null,
    hash: leafHash(unhashed),
  };
};

const first = row(1n, zeroHash);
const second = row(2n, first.hash);

test("the leaf hash is over tag, tenant, sequence, time, previous hash and body", () => {
  const entry = Buffer.concat([
    Buffer.from([0]),
    Buffer.from("AUD1"),
    first.tenant,
    Buffer.from("0000000000000001", "hex"),
    Buffer.from(first.atMicroseconds.toString(16).padStart(16, "0"), "hex"),
    Buffer.alloc(32),
    first.body,
  ]);
  expect(first.hash.equals(createHash("sha256").update(entry).digest())).toBe(true);
});

test("a chain that nobody touched has no fault", () => {
  expect([findFault(null, first), findFault(first, second)]).toEqual([null, null]);
});

test.each([
  ["another time", { atMicroseconds: 1n }, "seq 2: the content does not match its hash"],
  ["another body", { body: Buffer.from("{}") }, "seq 2: the content does not match its hash"],
  [
    "another action in the column",
    { action: "group.updated" },
    "seq 2: a column differs from the hashed content",
  ],
  ["another target in the column", { targetId: "grp_2" }, "seq 2: a column differs from the hashed content"],
  ["another previous hash", { prev: zeroHash }, 'seq 2: does not follow seq 1 (its "prev" is another hash)'],
])("a row with %s is named", (_what, change, fault) => {
  expect(findFault(first, { ...second, ...change })).toBe(fault);
});

test("missing rows are named", () => {
  expect(findFault(null, second)).toBe("seq 1: the row is missing");
  expect(findFault(first, row(5n, first.hash))).toBe("seq 2 to 4: rows are missing");
});
