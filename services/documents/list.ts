import { listDocumentRows } from "../../db/queries/documents.ts";
import { findRequest } from "../../db/queries/requests.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { type Page, type PageInput, pageOf } from "../page.ts";
import { type Document, toDocument } from "./record.ts";

/** What was handed in for a request, newest first. Throws `resource.not_found`. */
export const listDocuments = (
  ctx: Context,
  { requestId, limit, cursor }: PageInput & { readonly requestId: Id<"request"> },
): Promise<Page<Document>> =>
  inTenant(ctx, async (tx) => {
    if ((await findRequest(tx, ctx.tenantId, requestId)) === undefined) {
      throw notFound();
    }
    const before = cursor as Id<"document"> | null;
    const rows = await listDocumentRows(tx, ctx.tenantId, { requestId, before, limit });
    return pageOf(rows.map(toDocument), limit, ({ id }) => id);
  });
