import { disableIntegrationRow, findIntegration } from "../../db/queries/integrations.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { type Integration, toIntegration } from "./record.ts";

/** Takes an integration out of use; a second call answers the same. Throws `resource.not_found`. */
export const disableIntegration = (ctx: Context, integrationId: Id<"integration">): Promise<Integration> =>
  inTenant(ctx, async (tx, unit) => {
    const disabled = await disableIntegrationRow(tx, ctx.tenantId, integrationId);
    if (disabled === undefined) {
      const known = await findIntegration(tx, ctx.tenantId, integrationId);
      if (known === undefined) {
        throw notFound();
      }
      return toIntegration(known);
    }
    await record(unit, {
      action: "integration.disabled",
      target: { type: "integration", id: integrationId },
    });
    return toIntegration(disabled);
  });
