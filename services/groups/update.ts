import { isUniqueViolation } from "../../db/errors.ts";
import { listGroupMembers, lockGroup, replaceGroupMembers, updateGroupRow } from "../../db/queries/groups.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";
import { requireRevision } from "../revision.ts";
import { checkGroupMembers, groupNameIndex, groupNameTaken } from "./check-members.ts";
import type { GroupChange, GroupInput } from "./model.ts";
import { type Group, toGroup } from "./record.ts";

export type GroupUpdate = GroupChange & {
  readonly id: Id<"group">;
  /** From If-Match; null changes whatever revision there is. */
  readonly revision: number | null;
};

const sameMembers = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && new Set([...one, ...other]).size === one.length;

const write = async (ctx: UnitContext, found: Group, { name, memberIds }: GroupInput): Promise<Group> => {
  await checkGroupMembers(ctx, memberIds);
  const { id } = found;
  const row = await updateGroupRow(ctx.unit.tx, ctx.tenantId, { id, name });
  await replaceGroupMembers(ctx.unit.tx, ctx.tenantId, { id, memberIds });
  await record(ctx, {
    action: "group.updated",
    target: { type: "group", id, version: row.revision },
    detail: { name, memberIds },
  });
  return toGroup(
    row,
    memberIds.map((memberId) => ({ groupId: id, memberId })),
  );
};

/**
 * Changes a group's name or members; a change that changes nothing writes nothing. Throws
 * `resource.not_found`, `revision.mismatch`, `resource.conflict` and `reference.unknown`.
 */
export const updateGroup = async (ctx: Context, update: GroupUpdate): Promise<Group> => {
  try {
    return await inTenant(ctx, async (tx, unit) => {
      const row = await lockGroup(tx, ctx.tenantId, update.id);
      if (row === undefined) {
        throw notFound();
      }
      requireRevision(row.revision, update.revision);
      const found = toGroup(row, await listGroupMembers(tx, ctx.tenantId, [row.id]));
      const name = update.name ?? found.name;
      const memberIds = update.memberIds ?? [...found.memberIds];
      return name === found.name && sameMembers(memberIds, found.memberIds)
        ? found
        : write(unit, found, { name, memberIds });
    });
  } catch (error) {
    throw isUniqueViolation(error, groupNameIndex) ? groupNameTaken() : error;
  }
};
