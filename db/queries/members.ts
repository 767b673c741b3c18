import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import { databaseNow, type Id } from "../schema/columns.ts";
import { members, tenants } from "../schema/tenants.ts";
import type { TenantTransaction } from "../tenant.ts";
import { writtenRow } from "./written-row.ts";

export type MemberRow = typeof members.$inferSelect;
export type MemberColumns = Omit<
  typeof members.$inferInsert,
  "tenantId" | "id" | "revision" | "createdAt" | "updatedAt"
>;

export const insertMember = async (
  tx: TenantTransaction,
  row: typeof members.$inferInsert,
): Promise<MemberRow> => {
  return writtenRow(await tx.insert(members).values(row).returning(), "member");
};

export const findMember = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  memberId: Id<"member">,
): Promise<MemberRow | undefined> => {
  const rows = await tx
    .select()
    .from(members)
    .where(and(eq(members.tenantId, tenantId), eq(members.id, memberId)));
  return rows[0];
};

/** Holds the member's row until the end of the transaction, so that changes of it come one after the other. */
export const lockMember = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  memberId: Id<"member">,
): Promise<MemberRow | undefined> => {
  const rows = await tx
    .select()
    .from(members)
    .where(and(eq(members.tenantId, tenantId), eq(members.id, memberId)))
    .for("no key update");
  return rows[0];
};

const hasEmail = (email: string) => eq(sql`lower(${members.email})`, email.toLowerCase());

export const findMemberByEmail = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  email: string,
): Promise<MemberRow | undefined> => {
  const rows = await tx
    .select()
    .from(members)
    .where(and(eq(members.tenantId, tenantId), hasEmail(email)));
  return rows[0];
};

/** Serialises changes of the tenant's reporting lines, so that two of them cannot close a circle between them. */
export const lockReportingLines = async (tx: TenantTransaction, tenantId: Id<"tenant">): Promise<void> => {
  await tx
    .select({ tenantId: tenants.tenantId })
    .from(tenants)
    .where(eq(tenants.tenantId, tenantId))
    .for("no key update");
};

/** Newest first, one more than `limit` when there are more. */
export const listMemberRows = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  page: {
    readonly before: Id<"member"> | null;
    readonly limit: number;
    readonly email?: string | undefined;
  },
): Promise<MemberRow[]> =>
  tx
    .select()
    .from(members)
    .where(
      and(
        eq(members.tenantId, tenantId),
        page.before === null ? undefined : lt(members.id, page.before),
        page.email === undefined ? undefined : hasEmail(page.email),
      ),
    )
    .orderBy(desc(members.id))
    .limit(page.limit + 1);

/** Changes a member that the transaction holds. */
export const updateMemberRow = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  { id, ...columns }: Partial<MemberColumns> & { readonly id: Id<"member"> },
): Promise<MemberRow> => {
  return writtenRow(
    await tx
      .update(members)
      .set({ ...columns, revision: sql`${members.revision} + 1`, updatedAt: databaseNow })
      .where(and(eq(members.tenantId, tenantId), eq(members.id, id)))
      .returning(),
    "member",
  );
};

/** Those of the ids that name members of the tenant. */
export const findKnownMembers = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  memberIds: readonly Id<"member">[],
): Promise<ReadonlySet<string>> => {
  if (memberIds.length === 0) {
    return new Set();
  }
  const rows = await tx
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.tenantId, tenantId), inArray(members.id, [...memberIds])));
  return new Set(rows.map(({ id }) => id));
};

/** The names of these members, by id. */
export const listMemberNames = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  memberIds: readonly Id<"member">[],
): Promise<ReadonlyMap<string, string>> => {
  if (memberIds.length === 0) {
    return new Map();
  }
  const rows = await tx
    .select({ id: members.id, name: members.name })
    .from(members)
    .where(and(eq(members.tenantId, tenantId), inArray(members.id, [...memberIds])));
  return new Map(rows.map(({ id, name }) => [id, name]));
};

/** What the evaluator needs of every member. */
export const listDirectoryMembers = (tx: TenantTransaction, tenantId: Id<"tenant">) =>
  tx
    .select({
      id: members.id,
      email: members.email,
      name: members.name,
      status: members.status,
      managerId: members.managerId,
      approvalLimitAmount: members.approvalLimitAmount,
      approvalLimitCurrency: members.approvalLimitCurrency,
      attributes: members.attributes,
      roles: members.roles,
    })
    .from(members)
    .where(eq(members.tenantId, tenantId));

/** Those of the members that there are, whole. */
export const listMembersByIds = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  memberIds: readonly Id<"member">[],
): Promise<MemberRow[]> =>
  memberIds.length === 0
    ? []
    : tx
        .select()
        .from(members)
        .where(and(eq(members.tenantId, tenantId), inArray(members.id, [...memberIds])));
