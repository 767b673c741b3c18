import { findMember } from "../../db/queries/members.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { type Member, toMember } from "./record.ts";

/** Throws `resource.not_found`. */
export const getMember = (ctx: Context, memberId: Id<"member">): Promise<Member> =>
  inTenant(ctx, async (tx) => {
    const row = await findMember(tx, ctx.tenantId, memberId);
    if (row === undefined) {
      throw notFound();
    }
    return toMember(row);
  });
