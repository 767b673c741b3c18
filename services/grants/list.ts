import { type GrantFilter, listGrantRows } from "../../db/queries/grants.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { type Page, type PageInput, pageOf } from "../page.ts";
import { agentKey } from "./model.ts";
import { type Grant, toGrant } from "./record.ts";

/** Grants, newest first: of an agent, for a tool, or those that can still be used. */
export const listGrants = (ctx: Context, query: PageInput & GrantFilter): Promise<Page<Grant>> =>
  inTenant(ctx, async (tx) => {
    const before = query.cursor as Id<"grant"> | null;
    const agentEmail = query.agentEmail === undefined ? undefined : agentKey(query.agentEmail);
    const rows = await listGrantRows(tx, ctx.tenantId, { ...query, agentEmail, before });
    return pageOf(rows.map(toGrant), query.limit, (grant) => grant.id);
  });
