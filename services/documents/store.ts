import { createHash } from "node:crypto";
import { insertDocuments } from "../../db/queries/documents.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { AuditEntry } from "../audit/model.ts";
import type { UnitContext } from "../in-tenant.ts";
import { cleanFileName } from "./clean-name.ts";
import { typeOfFile } from "./file-type.ts";
import { fileTypes, type Upload } from "./model.ts";

export type StoredDocuments = {
  /** The ids by field, as they become part of the task's result. */
  readonly byField: Readonly<Record<string, Id<"document">>>;
  /** To be recorded last. */
  readonly entries: readonly AuditEntry[];
};

/**
 * Keeps checked files with their task, in the caller's transaction: what somebody handed in is there exactly when their
 * answer is.
 */
export const storeDocuments = async (
  ctx: UnitContext,
  task: { readonly id: Id<"serviceTask">; readonly requestId: Id<"request"> },
  uploads: readonly Upload[],
): Promise<StoredDocuments> => {
  const rows = uploads.map(({ field, fileName, content }) => {
    const type = typeOfFile(fileName, content);
    if (type === null) {
      throw new Error(`the file of ${field} was not checked`);
    }
    return {
      tenantId: ctx.tenantId,
      id: ctx.ports.ids.next("document"),
      requestId: task.requestId,
      taskId: task.id,
      field,
      fileName: cleanFileName(fileName),
      contentType: fileTypes[type].contentType,
      bytes: content.length,
      sha256: createHash("sha256").update(content).digest(),
      content,
    };
  });
  await insertDocuments(ctx.unit.tx, rows);
  return {
    byField: Object.fromEntries(rows.map(({ field, id }) => [field, id])),
    entries: rows.map(({ id, field, bytes, sha256, contentType }) => ({
      action: "document.received",
      target: { type: "document", id },
      requestId: task.requestId,
      detail: { taskId: task.id, field, bytes, contentType, sha256: sha256.toString("hex") },
    })),
  };
};
