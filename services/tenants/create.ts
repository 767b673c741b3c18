import { insertTenant } from "../../db/queries/tenants.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { type Tenant, toTenant } from "./record.ts";

export type NewTenant = { readonly name: string; readonly replyTo?: string | null | undefined };

/**
 * Creates the tenant whose id the context names: row-level security lets a new tenant write its own row. The
 * caller chooses the id, so that a repeated call with one Idempotency-Key finds the same tenant.
 */
export const createTenant = (ctx: Context, { name, replyTo = null }: NewTenant): Promise<Tenant> =>
  inTenant(ctx, async (tx, unit) => {
    const tenant = toTenant(await insertTenant(tx, { tenantId: ctx.tenantId, name, replyTo }));
    await record(unit, {
      action: "tenant.created",
      target: { type: "tenant", id: tenant.id, version: tenant.revision },
      detail: { name },
    });
    return tenant;
  });
