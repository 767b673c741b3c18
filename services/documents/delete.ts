import { deleteDocumentContents } from "../../db/queries/documents.ts";
import { lockRequest } from "../../db/queries/requests.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant, type UnitContext } from "../in-tenant.ts";

export type DocumentsToDelete = {
  readonly requestId: Id<"request">;
  /** Without it, those of all the request's tasks. */
  readonly taskId?: Id<"serviceTask">;
  /** Without it, those of every field of the form. */
  readonly fields?: readonly string[];
};

/** Deletes contents in the caller's transaction, which holds the request. Its last statements are audit events. */
export const deleteContents = async (
  ctx: UnitContext,
  wanted: DocumentsToDelete,
): Promise<{ readonly deleted: number }> => {
  const deleted = await deleteDocumentContents(ctx.unit.tx, ctx.tenantId, wanted);
  for (const { id, sha256 } of deleted) {
    await record(ctx, {
      action: "document.deleted",
      target: { type: "document", id },
      requestId: wanted.requestId,
      detail: { sha256: sha256.toString("hex") },
    });
  }
  return { deleted: deleted.length };
};

/**
 * Deletes the contents of what was handed in; that it was there, and its hash, stay. Answers how many had a content.
 * Idempotent: what is deleted already is left alone. Throws `resource.not_found`.
 */
export const deleteDocuments = (
  ctx: Context,
  wanted: DocumentsToDelete,
): Promise<{ readonly deleted: number }> =>
  inTenant(ctx, async (tx, unit) => {
    if ((await lockRequest(tx, ctx.tenantId, wanted.requestId)) === undefined) {
      throw notFound();
    }
    return deleteContents(unit, wanted);
  });
