import { findGroup, listGroupMembers } from "../../db/queries/groups.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { type Group, toGroup } from "./record.ts";

/** Throws `resource.not_found`. */
export const getGroup = (ctx: Context, groupId: Id<"group">): Promise<Group> =>
  inTenant(ctx, async (tx) => {
    const row = await findGroup(tx, ctx.tenantId, groupId);
    if (row === undefined) {
      throw notFound();
    }
    return toGroup(row, await listGroupMembers(tx, ctx.tenantId, [groupId]));
  });
