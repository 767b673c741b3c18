import { findDelegation, revokeDelegationRow } from "../../db/queries/delegations.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { type Delegation, toDelegation } from "./record.ts";

/**
 * Ends a delegation before its time; seats that have gone over stay where they are. A second call answers the same.
 * Throws `resource.not_found`.
 */
export const revokeDelegation = (ctx: Context, delegationId: Id<"delegation">): Promise<Delegation> =>
  inTenant(ctx, async (tx, unit) => {
    const revoked = await revokeDelegationRow(tx, ctx.tenantId, delegationId);
    if (revoked === undefined) {
      const known = await findDelegation(tx, ctx.tenantId, delegationId);
      if (known === undefined) throw notFound();
      return toDelegation(known);
    }
    await record(unit, {
      action: "delegation.revoked",
      target: { type: "delegation", id: delegationId },
      detail: { principalId: revoked.principalId, delegateId: revoked.delegateId },
    });
    return toDelegation(revoked);
  });
