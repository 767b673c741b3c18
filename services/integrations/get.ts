import { findIntegration } from "../../db/queries/integrations.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { type Integration, toIntegration } from "./record.ts";

/** Throws `resource.not_found`. */
export const getIntegration = (ctx: Context, integrationId: Id<"integration">): Promise<Integration> =>
  inTenant(ctx, async (tx) => {
    const row = await findIntegration(tx, ctx.tenantId, integrationId);
    if (row === undefined) {
      throw notFound();
    }
    return toIntegration(row);
  });
