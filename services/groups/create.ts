import { isUniqueViolation } from "../../db/errors.ts";
import { insertGroup, replaceGroupMembers } from "../../db/queries/groups.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { checkGroupMembers, groupNameIndex, groupNameTaken } from "./check-members.ts";
import type { GroupInput } from "./model.ts";
import { type Group, toGroup } from "./record.ts";

/** Makes a group. Throws `resource.conflict` for a name that is taken, and `reference.unknown`. */
export const createGroup = async (ctx: Context, { name, memberIds }: GroupInput): Promise<Group> => {
  try {
    return await inTenant(ctx, async (tx, unit) => {
      await checkGroupMembers(unit, memberIds);
      const id = ctx.ports.ids.next("group");
      const row = await insertGroup(tx, { tenantId: ctx.tenantId, id, name });
      await replaceGroupMembers(tx, ctx.tenantId, { id, memberIds });
      await record(unit, {
        action: "group.created",
        target: { type: "group", id, version: row.revision },
        detail: { name, memberIds },
      });
      return toGroup(
        row,
        memberIds.map((memberId) => ({ groupId: id, memberId })),
      );
    });
  } catch (error) {
    throw isUniqueViolation(error, groupNameIndex) ? groupNameTaken() : error;
  }
};
