import { listPolicyRows, listPolicyVersions } from "../../db/queries/policies.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { type Page, type PageInput, pageOf } from "../page.ts";
import { type Policy, toPolicy } from "./record.ts";

export type PolicyQuery = PageInput & { readonly kind?: string | undefined };

/** Policies with all their versions, newest first. */
export const listPolicies = (ctx: Context, { limit, cursor, kind }: PolicyQuery): Promise<Page<Policy>> =>
  inTenant(ctx, async (tx) => {
    const before = cursor as Id<"policy"> | null;
    const rows = await listPolicyRows(tx, ctx.tenantId, { before, limit, kind });
    const page = pageOf(rows, limit, (row) => row.id);
    const ids = page.data.map(({ id }) => id);
    const versions = await listPolicyVersions(tx, ctx.tenantId, ids);
    return { data: page.data.map((row) => toPolicy(row, versions)), nextCursor: page.nextCursor };
  });
