import { and, asc, count, desc, eq, gt, isNull, lt, or, sql } from "drizzle-orm";
import { grants } from "../schema/agent-actions.ts";
import { databaseNow, type Id } from "../schema/columns.ts";
import type { TenantTransaction } from "../tenant.ts";
import { writtenRow } from "./written-row.ts";

export type GrantRow = typeof grants.$inferSelect;

export const insertGrant = async (
  tx: TenantTransaction,
  row: typeof grants.$inferInsert,
): Promise<GrantRow> => writtenRow(await tx.insert(grants).values(row).returning(), "grant");

export const findGrant = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  grantId: Id<"grant">,
): Promise<GrantRow | undefined> => {
  const rows = await tx
    .select()
    .from(grants)
    .where(and(eq(grants.tenantId, tenantId), eq(grants.id, grantId)));
  return rows[0];
};

/** Neither revoked nor over nor used up, by the database's clock. */
const isLiving = and(
  isNull(grants.revokedAt),
  gt(grants.endsAt, databaseNow),
  sql`${grants.uses} < ${grants.usesMax}`,
);

export const countLivingGrants = async (tx: TenantTransaction, tenantId: Id<"tenant">): Promise<number> => {
  const rows = await tx
    .select({ living: count() })
    .from(grants)
    .where(and(eq(grants.tenantId, tenantId), isLiving));
  return rows[0]?.living ?? 0;
};

/** The living grants of an agent for a tool; the one that ends first comes first. `agentEmail`: in small letters. */
export const listGrantsFor = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  wanted: { readonly agentEmail: string; readonly tool: string },
): Promise<GrantRow[]> =>
  tx
    .select()
    .from(grants)
    .where(
      and(
        eq(grants.tenantId, tenantId),
        eq(grants.agentEmail, wanted.agentEmail),
        eq(grants.tool, wanted.tool),
        isLiving,
      ),
    )
    .orderBy(asc(grants.endsAt), asc(grants.id));

export type GrantFilter = {
  readonly agentEmail?: string | undefined;
  readonly tool?: string | undefined;
  /** True: living; false: revoked, over or used up. */
  readonly active?: boolean | undefined;
};

const isActive = (active: boolean | undefined) => {
  if (active === undefined) return undefined;
  return active
    ? isLiving
    : or(
        sql`${grants.revokedAt} is not null`,
        sql`${grants.endsAt} <= ${databaseNow}`,
        sql`${grants.uses} >= ${grants.usesMax}`,
      );
};

/** Newest first, one more than `limit` when there are more. */
export const listGrantRows = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  page: GrantFilter & { readonly before: Id<"grant"> | null; readonly limit: number },
): Promise<GrantRow[]> =>
  tx
    .select()
    .from(grants)
    .where(
      and(
        eq(grants.tenantId, tenantId),
        page.before === null ? undefined : lt(grants.id, page.before),
        page.agentEmail === undefined ? undefined : eq(grants.agentEmail, page.agentEmail),
        page.tool === undefined ? undefined : eq(grants.tool, page.tool),
        isActive(page.active),
      ),
    )
    .orderBy(desc(grants.id))
    .limit(page.limit + 1);

/** The compare-and-set of a use: counts one more, or answers undefined when the grant does not live any more. */
export const spendGrant = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  grantId: Id<"grant">,
): Promise<GrantRow | undefined> => {
  const rows = await tx
    .update(grants)
    .set({ uses: sql`${grants.uses} + 1` })
    .where(and(eq(grants.tenantId, tenantId), eq(grants.id, grantId), isLiving))
    .returning();
  return rows[0];
};

/** Revokes a grant that was not revoked, or answers undefined. */
export const revokeGrantRow = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  grantId: Id<"grant">,
): Promise<GrantRow | undefined> => {
  const rows = await tx
    .update(grants)
    .set({ revokedAt: databaseNow })
    .where(and(eq(grants.tenantId, tenantId), eq(grants.id, grantId), isNull(grants.revokedAt)))
    .returning();
  return rows[0];
};
