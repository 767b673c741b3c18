import { findGrant } from "../../db/queries/grants.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { type Grant, toGrant } from "./record.ts";

/** Throws `resource.not_found`. */
export const getGrant = (ctx: Context, grantId: Id<"grant">): Promise<Grant> =>
  inTenant(ctx, async (tx) => {
    const row = await findGrant(tx, ctx.tenantId, grantId);
    if (row === undefined) throw notFound();
    return toGrant(row);
  });
