import { findTenant } from "../../db/queries/tenants.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { type Tenant, toTenant } from "./record.ts";

/** The context's tenant. Throws `resource.not_found`. */
export const getTenant = (ctx: Context): Promise<Tenant> =>
  inTenant(ctx, async (tx) => {
    const row = await findTenant(tx, ctx.tenantId);
    if (row === undefined) {
      throw notFound();
    }
    return toTenant(row);
  });
