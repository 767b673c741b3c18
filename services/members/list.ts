import { listMemberRows } from "../../db/queries/members.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { type Page, type PageInput, pageOf } from "../page.ts";
import { type Member, toMember } from "./record.ts";

export type MemberQuery = PageInput & { readonly email?: string | undefined };

/** Members, newest first; with `email` the one of that address. */
export const listMembers = (ctx: Context, { limit, cursor, email }: MemberQuery): Promise<Page<Member>> =>
  inTenant(ctx, async (tx) => {
    const before = cursor as Id<"member"> | null;
    const rows = await listMemberRows(tx, ctx.tenantId, { before, limit, email });
    return pageOf(rows.map(toMember), limit, (member) => member.id);
  });
