import { and, asc, desc, eq, getTableColumns, inArray, isNull, lt } from "drizzle-orm";
import { databaseNow, type Id } from "../schema/columns.ts";
import { documents } from "../schema/service-tasks.ts";
import type { TenantTransaction } from "../tenant.ts";

const { content, ...described } = getTableColumns(documents);

/** A document without its content, which may be large. */
export type DocumentRow = Omit<typeof documents.$inferSelect, "content">;

export const insertDocuments = async (
  tx: TenantTransaction,
  rows: readonly (typeof documents.$inferInsert)[],
): Promise<void> => {
  if (rows.length > 0) {
    await tx.insert(documents).values([...rows]);
  }
};

const isDocument = (tenantId: Id<"tenant">, documentId: Id<"document">) =>
  and(eq(documents.tenantId, tenantId), eq(documents.id, documentId));

export const findDocument = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  documentId: Id<"document">,
): Promise<DocumentRow | undefined> => {
  const rows = await tx.select(described).from(documents).where(isDocument(tenantId, documentId));
  return rows[0];
};

/** Undefined where there is no such document, null where its content was deleted. */
export const findDocumentContent = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  documentId: Id<"document">,
): Promise<Buffer | null | undefined> => {
  const rows = await tx.select({ content }).from(documents).where(isDocument(tenantId, documentId));
  return rows[0]?.content;
};

/** What was handed in with a task, in the order of the form. */
export const listDocumentsOfTask = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  taskId: Id<"serviceTask">,
): Promise<DocumentRow[]> =>
  tx
    .select(described)
    .from(documents)
    .where(and(eq(documents.tenantId, tenantId), eq(documents.taskId, taskId)))
    .orderBy(asc(documents.id));

/** Newest first, one more than `limit` when there are more. */
export const listDocumentRows = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  page: {
    readonly requestId: Id<"request">;
    readonly before: Id<"document"> | null;
    readonly limit: number;
  },
): Promise<DocumentRow[]> =>
  tx
    .select(described)
    .from(documents)
    .where(
      and(
        eq(documents.tenantId, tenantId),
        eq(documents.requestId, page.requestId),
        page.before === null ? undefined : lt(documents.id, page.before),
      ),
    )
    .orderBy(desc(documents.id))
    .limit(page.limit + 1);

/** Takes the content away and leaves the row with its hash. Answers those that had one. */
export const deleteDocumentContents = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  of: {
    readonly requestId: Id<"request">;
    readonly taskId?: Id<"serviceTask"> | undefined;
    readonly fields?: readonly string[] | undefined;
  },
): Promise<DocumentRow[]> =>
  tx
    .update(documents)
    .set({ content: null, deletedAt: databaseNow })
    .where(
      and(
        eq(documents.tenantId, tenantId),
        eq(documents.requestId, of.requestId),
        of.taskId === undefined ? undefined : eq(documents.taskId, of.taskId),
        of.fields === undefined ? undefined : inArray(documents.field, [...of.fields]),
        isNull(documents.deletedAt),
      ),
    )
    .returning(described);
