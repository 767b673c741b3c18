import { listRequestRows, type RequestFilter } from "../../db/queries/requests.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { type Page, type PageInput, pageOf } from "../page.ts";
import { toRequestSummary } from "./present.ts";
import type { RequestSummary } from "./record.ts";

/** Requests, newest first, that match every filter given. */
export const listRequests = (ctx: Context, query: PageInput & RequestFilter): Promise<Page<RequestSummary>> =>
  inTenant(ctx, async (tx) => {
    const before = query.cursor as Id<"request"> | null;
    const rows = await listRequestRows(tx, ctx.tenantId, { ...query, before });
    return pageOf(rows.map(toRequestSummary), query.limit, (request) => request.id);
  });
