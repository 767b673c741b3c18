import { and, asc, desc, eq, gt, isNull, lt, lte, or, sql } from "drizzle-orm";
import { databaseNow, type Id } from "../schema/columns.ts";
import { delegations } from "../schema/stages.ts";
import type { TenantTransaction } from "../tenant.ts";
import { writtenRow } from "./written-row.ts";

export type DelegationRow = typeof delegations.$inferSelect;

export const insertDelegation = async (
  tx: TenantTransaction,
  row: typeof delegations.$inferInsert,
): Promise<DelegationRow> => {
  return writtenRow(await tx.insert(delegations).values(row).returning(), "delegation");
};

export const findDelegation = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  delegationId: Id<"delegation">,
): Promise<DelegationRow | undefined> => {
  const rows = await tx
    .select()
    .from(delegations)
    .where(and(eq(delegations.tenantId, tenantId), eq(delegations.id, delegationId)));
  return rows[0];
};

const isLive = and(isNull(delegations.revokedAt), sql`${delegations.endsAt} > ${databaseNow}`);

/** Those that are neither over nor revoked, begun or not, oldest first. */
export const listLiveDelegations = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  limit: number,
): Promise<DelegationRow[]> =>
  tx
    .select()
    .from(delegations)
    .where(and(eq(delegations.tenantId, tenantId), isLive))
    .orderBy(asc(delegations.id))
    .limit(limit);

/** Those in force at that moment, oldest first. */
export const listDelegationsInForce = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  wanted: { readonly now: Date; readonly limit: number },
): Promise<DelegationRow[]> =>
  tx
    .select()
    .from(delegations)
    .where(
      and(
        eq(delegations.tenantId, tenantId),
        isNull(delegations.revokedAt),
        lte(delegations.startsAt, wanted.now),
        gt(delegations.endsAt, wanted.now),
      ),
    )
    .orderBy(asc(delegations.id))
    .limit(wanted.limit);

export type DelegationFilter = {
  readonly principal?: Id<"member"> | undefined;
  readonly delegate?: Id<"member"> | undefined;
  /** True: in force now; false: over, revoked or not begun. */
  readonly active?: boolean | undefined;
};

const isActive = (active: boolean | undefined) => {
  if (active === undefined) return undefined;
  const begun = sql`${delegations.startsAt} <= ${databaseNow}`;
  const over = sql`${delegations.endsAt} <= ${databaseNow}`;
  return active ? and(isLive, begun) : or(sql`${delegations.revokedAt} is not null`, over, sql`not ${begun}`);
};

/** Newest first, one more than `limit` when there are more. */
export const listDelegationRows = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  page: DelegationFilter & { readonly before: Id<"delegation"> | null; readonly limit: number },
): Promise<DelegationRow[]> =>
  tx
    .select()
    .from(delegations)
    .where(
      and(
        eq(delegations.tenantId, tenantId),
        page.before === null ? undefined : lt(delegations.id, page.before),
        page.principal === undefined ? undefined : eq(delegations.principalId, page.principal),
        page.delegate === undefined ? undefined : eq(delegations.delegateId, page.delegate),
        isActive(page.active),
      ),
    )
    .orderBy(desc(delegations.id))
    .limit(page.limit + 1);

/** Revokes a delegation that was not revoked, or answers undefined. */
export const revokeDelegationRow = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  delegationId: Id<"delegation">,
): Promise<DelegationRow | undefined> => {
  const rows = await tx
    .update(delegations)
    .set({ revokedAt: databaseNow })
    .where(
      and(
        eq(delegations.tenantId, tenantId),
        eq(delegations.id, delegationId),
        isNull(delegations.revokedAt),
      ),
    )
    .returning();
  return rows[0];
};
