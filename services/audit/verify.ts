import type { AuditChainReader, AuditHeadRow } from "../../db/queries/audit-chain.ts";
import { type ChainRow, findFault, zeroHash } from "./chain.ts";

export type ChainReport = {
  readonly tenantId: string;
  readonly events: number;
  /** The first fault, naming its row; null when the chain holds. */
  readonly fault: string | null;
};

type Link = Pick<ChainRow, "seq" | "hash">;

const headFault = (last: Link | null, head: AuditHeadRow | undefined): string | null => {
  if (head === undefined) {
    return last === null ? null : "the chain's head is missing";
  }
  const { seq, hash } = last ?? { seq: 0n, hash: zeroHash };
  if (head.seq !== seq) {
    return head.seq > seq
      ? `seq ${seq + 1n} to ${head.seq}: rows are missing at the end (the head says ${head.seq})`
      : `the head says ${head.seq}, the last row is ${seq}`;
  }
  return head.hash.equals(hash) ? null : `seq ${seq}: the head's hash is another`;
};

/** Walks one tenant's chain from its first row and stops at the first fault. Memory stays flat. */
export const verifyChain = async (
  reader: AuditChainReader,
  tenantId: string,
  head: AuditHeadRow | undefined,
): Promise<ChainReport> => {
  let last: Link | null = null;
  let events = 0;
  for await (const batch of reader.rows(tenantId)) {
    for (const row of batch) {
      const fault = findFault(last, row);
      if (fault !== null) {
        return { tenantId, events, fault };
      }
      last = row;
      events += 1;
    }
  }
  return { tenantId, events, fault: headFault(last, head) };
};

/** Verifies every tenant's chain, one after another. */
export const verifyAll = async function* (reader: AuditChainReader): AsyncGenerator<ChainReport> {
  const heads = new Map((await reader.heads()).map((head) => [head.tenantId, head]));
  const tenantIds = new Set([...heads.keys(), ...(await reader.tenantsWithEvents())]);
  for (const tenantId of tenantIds) {
    yield verifyChain(reader, tenantId, heads.get(tenantId));
  }
};
