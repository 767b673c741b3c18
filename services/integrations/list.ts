import { listIntegrationRows } from "../../db/queries/integrations.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { type Page, type PageInput, pageOf } from "../page.ts";
import { type Integration, toIntegration } from "./record.ts";

/** Integrations, newest first, disabled ones too. */
export const listIntegrations = (ctx: Context, { limit, cursor }: PageInput): Promise<Page<Integration>> =>
  inTenant(ctx, async (tx) => {
    const before = cursor as Id<"integration"> | null;
    const rows = await listIntegrationRows(tx, ctx.tenantId, { before, limit });
    return pageOf(rows.map(toIntegration), limit, (integration) => integration.id);
  });
