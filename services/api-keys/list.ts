import { listApiKeyRows } from "../../db/queries/api-keys.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { type Page, type PageInput, pageOf } from "../page.ts";
import { type ApiKey, toApiKey } from "./record.ts";

/** The tenant's keys, newest first, revoked ones too; never their text. */
export const listApiKeys = (ctx: Context, page: PageInput): Promise<Page<ApiKey>> =>
  inTenant(ctx, async (tx) => {
    const before = page.cursor as Id<"apiKey"> | null;
    const rows = await listApiKeyRows(tx, ctx.tenantId, { before, limit: page.limit });
    return pageOf(rows.map(toApiKey), page.limit, (key) => key.id);
  });
