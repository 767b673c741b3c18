import { findDocument } from "../../db/queries/documents.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { type Document, toDocument } from "./record.ts";

/** A document without its content. Throws `resource.not_found`. */
export const getDocument = (ctx: Context, documentId: Id<"document">): Promise<Document> =>
  inTenant(ctx, async (tx) => {
    const row = await findDocument(tx, ctx.tenantId, documentId);
    if (row === undefined) {
      throw notFound();
    }
    return toDocument(row);
  });
