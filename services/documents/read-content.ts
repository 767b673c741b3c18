import { findDocument, findDocumentContent } from "../../db/queries/documents.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { DomainError, notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { type Document, toDocument } from "./record.ts";

/** A document with its bytes. Throws `resource.not_found`, and `document.deleted` when only its hash is left. */
export const readDocumentContent = (
  ctx: Context,
  documentId: Id<"document">,
): Promise<{ readonly document: Document; readonly content: Buffer }> =>
  inTenant(ctx, async (tx) => {
    const row = await findDocument(tx, ctx.tenantId, documentId);
    const content = await findDocumentContent(tx, ctx.tenantId, documentId);
    if (row === undefined || content === undefined) {
      throw notFound();
    }
    if (content === null) {
      throw new DomainError("document.deleted", {
        detail: "The content was deleted; the document's hash and what it was are still there.",
      });
    }
    return { document: toDocument(row), content };
  });
