import { lockTenant, type TenantChange, updateTenant as change } from "../../db/queries/tenants.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { requireRevision } from "../revision.ts";
import { type Tenant, toTenant } from "./record.ts";

export type TenantUpdate = TenantChange & { readonly revision: number | null };

const actions = { active: "tenant.resumed", suspended: "tenant.suspended" } as const;

/**
 * Changes the name or where answers go, suspends or resumes; a change that changes nothing writes nothing. With a `revision` given,
 * only that one is changed. Throws `resource.not_found` and `revision.mismatch`.
 */
export const updateTenant = (ctx: Context, update: TenantUpdate): Promise<Tenant> =>
  inTenant(ctx, async (tx, unit) => {
    const { revision, ...wanted } = update;
    const found = await lockTenant(tx, ctx.tenantId);
    if (found === undefined) {
      throw notFound();
    }
    requireRevision(found.revision, revision);
    const name = wanted.name ?? found.name;
    const replyTo = wanted.replyTo === undefined ? found.replyTo : wanted.replyTo;
    const status = wanted.status ?? found.status;
    if (name === found.name && replyTo === found.replyTo && status === found.status) {
      return toTenant(found);
    }
    const changed = await change(tx, ctx.tenantId, { name, replyTo, status });
    await record(unit, {
      action: status === found.status ? "tenant.updated" : actions[status],
      target: { type: "tenant", id: ctx.tenantId, version: changed.revision },
      detail: { name, replyTo, status },
    });
    return toTenant(changed);
  });

/** A suspended tenant's keys are refused; its rows and running workflows stay. */
export const suspendTenant = (ctx: Context): Promise<Tenant> =>
  updateTenant(ctx, { status: "suspended", revision: null });

export const resumeTenant = (ctx: Context): Promise<Tenant> =>
  updateTenant(ctx, { status: "active", revision: null });
