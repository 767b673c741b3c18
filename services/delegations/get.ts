import { findDelegation } from "../../db/queries/delegations.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { type Delegation, toDelegation } from "./record.ts";

/** Throws `resource.not_found`. */
export const getDelegation = (ctx: Context, delegationId: Id<"delegation">): Promise<Delegation> =>
  inTenant(ctx, async (tx) => {
    const row = await findDelegation(tx, ctx.tenantId, delegationId);
    if (row === undefined) throw notFound();
    return toDelegation(row);
  });
