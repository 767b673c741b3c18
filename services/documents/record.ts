import type { DocumentRow } from "../../db/queries/documents.ts";
import type { Id } from "../../db/schema/columns.ts";

/** What was handed in, without its content. */
export type Document = {
  readonly id: Id<"document">;
  readonly requestId: Id<"request">;
  readonly taskId: Id<"serviceTask">;
  readonly field: string;
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: number;
  /** Hex, of the content; it stays when the content is deleted. */
  readonly sha256: string;
  readonly createdAt: string;
  readonly deletedAt: string | null;
};

export const toDocument = (row: DocumentRow): Document => ({
  id: row.id,
  requestId: row.requestId,
  taskId: row.taskId,
  field: row.field,
  fileName: row.fileName,
  contentType: row.contentType,
  bytes: row.bytes,
  sha256: row.sha256.toString("hex"),
  createdAt: row.createdAt.toISOString(),
  deletedAt: row.deletedAt?.toISOString() ?? null,
});
