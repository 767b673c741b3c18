import { and, asc, desc, eq, inArray, lt, sql } from "drizzle-orm";
import { databaseNow, type Id } from "../schema/columns.ts";
import { policies, policyVersions } from "../schema/policies.ts";
import type { TenantTransaction } from "../tenant.ts";

export type PolicyRow = typeof policies.$inferSelect;
export type PolicyVersionRow = typeof policyVersions.$inferSelect;

export const insertPolicy = async (
  tx: TenantTransaction,
  row: Omit<typeof policies.$inferInsert, "createdAt">,
): Promise<void> => {
  await tx.insert(policies).values(row);
};

export const insertPolicyVersion = async (
  tx: TenantTransaction,
  row: typeof policyVersions.$inferInsert,
): Promise<void> => {
  await tx.insert(policyVersions).values(row);
};

export const findPolicy = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  policyId: Id<"policy">,
): Promise<PolicyRow | undefined> => {
  const rows = await tx
    .select()
    .from(policies)
    .where(and(eq(policies.tenantId, tenantId), eq(policies.id, policyId)));
  return rows[0];
};

/** Serialises version numbers and publications of one kind: whoever changes a policy holds this first. */
export const lockPoliciesOfKind = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  kind: string,
): Promise<void> => {
  await tx
    .select({ id: policies.id })
    .from(policies)
    .where(and(eq(policies.tenantId, tenantId), eq(policies.kind, kind)))
    .orderBy(asc(policies.id))
    .for("no key update");
};

/** The versions of several policies in one statement, oldest first. */
export const listPolicyVersions = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  policyIds: readonly Id<"policy">[],
): Promise<PolicyVersionRow[]> =>
  policyIds.length === 0
    ? []
    : tx
        .select()
        .from(policyVersions)
        .where(and(eq(policyVersions.tenantId, tenantId), inArray(policyVersions.policyId, [...policyIds])))
        .orderBy(asc(policyVersions.version));

/** Newest first, one more than `limit` when there are more. */
export const listPolicyRows = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  page: {
    readonly before: Id<"policy"> | null;
    readonly limit: number;
    readonly kind?: string | undefined;
  },
): Promise<PolicyRow[]> =>
  tx
    .select()
    .from(policies)
    .where(
      and(
        eq(policies.tenantId, tenantId),
        page.before === null ? undefined : lt(policies.id, page.before),
        page.kind === undefined ? undefined : eq(policies.kind, page.kind),
      ),
    )
    .orderBy(desc(policies.id))
    .limit(page.limit + 1);

/** Retires the published version of the kind, whichever policy it is of. */
export const retirePublished = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  kind: string,
): Promise<void> => {
  await tx
    .update(policyVersions)
    .set({ status: "retired", retiredAt: databaseNow })
    .where(
      and(
        eq(policyVersions.tenantId, tenantId),
        eq(policyVersions.kind, kind),
        eq(policyVersions.status, "published"),
      ),
    );
};

/** Publishes a draft, or answers undefined when the version is none. */
export const publishDraft = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  draft: { readonly policyId: Id<"policy">; readonly version: number },
): Promise<PolicyVersionRow | undefined> => {
  const rows = await tx
    .update(policyVersions)
    .set({ status: "published", publishedAt: databaseNow })
    .where(
      and(
        eq(policyVersions.tenantId, tenantId),
        eq(policyVersions.policyId, draft.policyId),
        eq(policyVersions.version, draft.version),
        eq(policyVersions.status, "draft"),
      ),
    )
    .returning();
  return rows[0];
};

const versionWithName = (tx: TenantTransaction) =>
  tx
    .select({ version: policyVersions, name: policies.name })
    .from(policyVersions)
    .innerJoin(
      policies,
      and(eq(policies.tenantId, policyVersions.tenantId), eq(policies.id, policyVersions.policyId)),
    )
    .$dynamic();

export type NamedVersion = { readonly version: PolicyVersionRow; readonly name: string };

/** The version in force for a kind; of that policy when one is named. */
export const findPublished = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  wanted: { readonly kind: string; readonly policyId?: Id<"policy"> },
): Promise<NamedVersion | undefined> => {
  const rows = await versionWithName(tx).where(
    and(
      eq(policyVersions.tenantId, tenantId),
      eq(policyVersions.kind, wanted.kind),
      eq(policyVersions.status, sql`'published'`),
      wanted.policyId === undefined ? undefined : eq(policyVersions.policyId, wanted.policyId),
    ),
  );
  return rows[0];
};

export const findPolicyVersion = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  versionId: Id<"policyVersion">,
): Promise<NamedVersion | undefined> => {
  const rows = await versionWithName(tx).where(
    and(eq(policyVersions.tenantId, tenantId), eq(policyVersions.id, versionId)),
  );
  return rows[0];
};
