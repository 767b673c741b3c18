import { deleteDocumentContents } from "../../db/queries/documents.ts";
import { lockRequest } from "../../db/queries/requests.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";

export type DocumentsToDelete = {
  readonly requestId: Id<"request">;
  /** Without it, those of all the request's tasks. */
  readonly taskId?: Id<"serviceTask">;
};

/**
 * Deletes the contents of what was handed in; that it was there, and its hash, stay. Answers how many had a content.
 * Idempotent: what is deleted already is left alone. Throws `resource.not_found`.
 */
export const deleteDocuments = (
  ctx: Context,
  { requestId, taskId }: DocumentsToDelete,
): Promise<{ readonly deleted: number }> =>
  inTenant(ctx, async (tx, unit) => {
    if ((await lockRequest(tx, ctx.tenantId, requestId)) === undefined) {
      throw notFound();
    }
    const deleted = await deleteDocumentContents(tx, ctx.tenantId, { requestId, taskId });
    for (const { id, sha256 } of deleted) {
      await record(unit, {
        action: "document.deleted",
        target: { type: "document", id },
        requestId,
        detail: { sha256: sha256.toString("hex") },
      });
    }
    return { deleted: deleted.length };
  });
