import { listGroupMembers, listGroupRows } from "../../db/queries/groups.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { type Page, type PageInput, pageOf } from "../page.ts";
import { type Group, toGroup } from "./record.ts";

/** Groups with their members, newest first. */
export const listGroups = (ctx: Context, { limit, cursor }: PageInput): Promise<Page<Group>> =>
  inTenant(ctx, async (tx) => {
    const before = cursor as Id<"group"> | null;
    const page = pageOf(await listGroupRows(tx, ctx.tenantId, { before, limit }), limit, (row) => row.id);
    const ids = page.data.map(({ id }) => id);
    const seats = ids.length === 0 ? [] : await listGroupMembers(tx, ctx.tenantId, ids);
    return { data: page.data.map((row) => toGroup(row, seats)), nextCursor: page.nextCursor };
  });
