import { createHash } from "node:crypto";

/** A row of the log as the verifier reads it; bytes as stored. */
export type ChainRow = {
  readonly tenant: Buffer;
  readonly seq: bigint;
  readonly id: string;
  readonly atMicroseconds: bigint;
  readonly action: string;
  readonly targetType: string;
  readonly targetId: string;
  readonly requestId: string | null;
  readonly body: Buffer;
  readonly prev: Buffer;
  readonly hash: Buffer;
};

export const zeroHash: Buffer = Buffer.alloc(32);
const leafPrefix = Buffer.from([0]);
const entryTag = Buffer.from("AUD1", "ascii");

const int8 = (value: bigint): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64BE(value);
  return bytes;
};

/** SHA-256(0x00 | "AUD1" | tenant | seq | at | prev | body): the leaf hash of RFC 9162 section 2.1.1. */
export const leafHash = (
  row: Pick<ChainRow, "tenant" | "seq" | "atMicroseconds" | "prev" | "body">,
): Buffer =>
  createHash("sha256")
    .update(leafPrefix)
    .update(entryTag)
    .update(row.tenant)
    .update(int8(row.seq))
    .update(int8(row.atMicroseconds))
    .update(row.prev)
    .update(row.body)
    .digest();

type Copies = {
  readonly id?: unknown;
  readonly action?: unknown;
  readonly requestId?: unknown;
  readonly target?: { readonly type?: unknown; readonly id?: unknown };
};

const copiesDiffer = (row: ChainRow): boolean => {
  const body = JSON.parse(row.body.toString("utf8")) as Copies;
  return (
    body.id !== row.id ||
    body.action !== row.action ||
    body.requestId !== row.requestId ||
    body.target?.type !== row.targetType ||
    body.target.id !== row.targetId
  );
};

/**
 * Pure: what is wrong with `row` as the follower of `before` (null for the first), or null when nothing is.
 * The sentence names the row by its sequence number.
 */
export const findFault = (before: Pick<ChainRow, "seq" | "hash"> | null, row: ChainRow): string | null => {
  const expected = (before?.seq ?? 0n) + 1n;
  if (row.seq !== expected) {
    return row.seq === expected + 1n
      ? `seq ${expected}: the row is missing`
      : `seq ${expected} to ${row.seq - 1n}: rows are missing`;
  }
  if (!row.prev.equals(before?.hash ?? zeroHash)) {
    return `seq ${row.seq}: does not follow seq ${row.seq - 1n} (its "prev" is another hash)`;
  }
  if (!leafHash(row).equals(row.hash)) {
    return `seq ${row.seq}: the content does not match its hash`;
  }
  if (copiesDiffer(row)) {
    return `seq ${row.seq}: a column differs from the hashed content`;
  }
  return null;
};
