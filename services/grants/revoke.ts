import { findGrant, revokeGrantRow } from "../../db/queries/grants.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { type Grant, toGrant } from "./record.ts";

/**
 * Ends a grant before its time; what it has approved stays approved. A second call answers the same. Throws
 * `resource.not_found`.
 */
export const revokeGrant = (ctx: Context, grantId: Id<"grant">): Promise<Grant> =>
  inTenant(ctx, async (tx, unit) => {
    const revoked = await revokeGrantRow(tx, ctx.tenantId, grantId);
    if (revoked === undefined) {
      const known = await findGrant(tx, ctx.tenantId, grantId);
      if (known === undefined) throw notFound();
      return toGrant(known);
    }
    await record(unit, {
      action: "grant.revoked",
      target: { type: "grant", id: grantId },
      detail: { tool: revoked.tool, uses: revoked.uses },
    });
    return toGrant(revoked);
  });
