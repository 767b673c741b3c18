import { type DelegationFilter, listDelegationRows } from "../../db/queries/delegations.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { type Page, type PageInput, pageOf } from "../page.ts";
import { type Delegation, toDelegation } from "./record.ts";

/** Delegations, newest first: of a principal, to a delegate, or those in force. */
export const listDelegations = (
  ctx: Context,
  query: PageInput & DelegationFilter,
): Promise<Page<Delegation>> =>
  inTenant(ctx, async (tx) => {
    const before = query.cursor as Id<"delegation"> | null;
    const rows = await listDelegationRows(tx, ctx.tenantId, { ...query, before });
    return pageOf(rows.map(toDelegation), query.limit, (delegation) => delegation.id);
  });
