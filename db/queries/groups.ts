import { and, asc, desc, eq, inArray, lt, sql } from "drizzle-orm";
import { databaseNow, type Id } from "../schema/columns.ts";
import { groupMembers, groups } from "../schema/tenants.ts";
import type { TenantTransaction } from "../tenant.ts";
import { writtenRow } from "./written-row.ts";

export type GroupRow = typeof groups.$inferSelect;
export type GroupMemberRow = { readonly groupId: Id<"group">; readonly memberId: Id<"member"> };

export const insertGroup = async (
  tx: TenantTransaction,
  row: { readonly tenantId: Id<"tenant">; readonly id: Id<"group">; readonly name: string },
): Promise<GroupRow> => {
  return writtenRow(await tx.insert(groups).values(row).returning(), "group");
};

/** Makes the group's members exactly these. */
export const replaceGroupMembers = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  group: { readonly id: Id<"group">; readonly memberIds: readonly Id<"member">[] },
): Promise<void> => {
  await tx
    .delete(groupMembers)
    .where(and(eq(groupMembers.tenantId, tenantId), eq(groupMembers.groupId, group.id)));
  if (group.memberIds.length > 0) {
    await tx
      .insert(groupMembers)
      .values(group.memberIds.map((memberId) => ({ tenantId, groupId: group.id, memberId })));
  }
};

export const findGroup = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  groupId: Id<"group">,
): Promise<GroupRow | undefined> => {
  const rows = await tx
    .select()
    .from(groups)
    .where(and(eq(groups.tenantId, tenantId), eq(groups.id, groupId)));
  return rows[0];
};

/** Holds the group's row until the end of the transaction, so that changes of it come one after the other. */
export const lockGroup = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  groupId: Id<"group">,
): Promise<GroupRow | undefined> => {
  const rows = await tx
    .select()
    .from(groups)
    .where(and(eq(groups.tenantId, tenantId), eq(groups.id, groupId)))
    .for("no key update");
  return rows[0];
};

/** Newest first, one more than `limit` when there are more. */
export const listGroupRows = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  page: { readonly before: Id<"group"> | null; readonly limit: number },
): Promise<GroupRow[]> =>
  tx
    .select()
    .from(groups)
    .where(and(eq(groups.tenantId, tenantId), page.before === null ? undefined : lt(groups.id, page.before)))
    .orderBy(desc(groups.id))
    .limit(page.limit + 1);

/** The members of several groups in one statement. */
export const listGroupMembers = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  groupIds: readonly Id<"group">[],
): Promise<GroupMemberRow[]> =>
  tx
    .select({ groupId: groupMembers.groupId, memberId: groupMembers.memberId })
    .from(groupMembers)
    .where(and(eq(groupMembers.tenantId, tenantId), inArray(groupMembers.groupId, [...groupIds])))
    .orderBy(asc(groupMembers.memberId));

/** Changes a group that the transaction holds. */
export const updateGroupRow = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  { id, name }: { readonly id: Id<"group">; readonly name: string },
): Promise<GroupRow> => {
  return writtenRow(
    await tx
      .update(groups)
      .set({ name, revision: sql`${groups.revision} + 1`, updatedAt: databaseNow })
      .where(and(eq(groups.tenantId, tenantId), eq(groups.id, id)))
      .returning(),
    "group",
  );
};

/** Every group with every member of it: a row for each pair, and one without a member for an empty group. */
export const listDirectoryGroups = (tx: TenantTransaction, tenantId: Id<"tenant">) =>
  tx
    .select({ id: groups.id, name: groups.name, memberId: groupMembers.memberId })
    .from(groups)
    .leftJoin(
      groupMembers,
      and(eq(groupMembers.tenantId, groups.tenantId), eq(groupMembers.groupId, groups.id)),
    )
    .where(eq(groups.tenantId, tenantId))
    .orderBy(asc(groupMembers.memberId));
