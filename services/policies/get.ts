import { findPolicy, listPolicyVersions } from "../../db/queries/policies.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { type Policy, toPolicy } from "./record.ts";

/** A policy with all its versions. Throws `resource.not_found`. */
export const getPolicy = (ctx: Context, policyId: Id<"policy">): Promise<Policy> =>
  inTenant(ctx, async (tx) => {
    const row = await findPolicy(tx, ctx.tenantId, policyId);
    if (row === undefined) {
      throw notFound();
    }
    return toPolicy(row, await listPolicyVersions(tx, ctx.tenantId, [policyId]));
  });
