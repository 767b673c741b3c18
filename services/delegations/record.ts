import type { DelegationRow } from "../../db/queries/delegations.ts";
import type { Id } from "../../db/schema/columns.ts";
import { toLimit } from "../members/record.ts";
import type { Money } from "../money/model.ts";
import type { DelegationTerms } from "./model.ts";

/** Somebody decides for somebody else for a time. */
export type Delegation = {
  readonly id: Id<"delegation">;
  readonly principalId: Id<"member">;
  readonly delegateId: Id<"member">;
  readonly kinds: readonly string[] | null;
  readonly amountLimit: Money | null;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly reason: string | null;
  readonly createdAt: string;
  readonly revokedAt: string | null;
};

export const toTerms = (row: DelegationRow): DelegationTerms => ({
  principalId: row.principalId,
  delegateId: row.delegateId,
  kinds: row.kinds,
  amountLimit: toLimit(row.amountLimit, row.amountCurrency),
  startsAt: row.startsAt,
  endsAt: row.endsAt,
});

export const toDelegation = (row: DelegationRow): Delegation => ({
  ...toTerms(row),
  id: row.id,
  startsAt: row.startsAt.toISOString(),
  endsAt: row.endsAt.toISOString(),
  reason: row.reason,
  createdAt: row.createdAt.toISOString(),
  revokedAt: row.revokedAt?.toISOString() ?? null,
});
