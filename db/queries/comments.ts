import { and, desc, eq, lt } from "drizzle-orm";
import type { Id } from "../schema/columns.ts";
import { comments } from "../schema/stages.ts";
import type { TenantTransaction } from "../tenant.ts";
import { writtenRow } from "./written-row.ts";

export type CommentRow = typeof comments.$inferSelect;

export const insertComment = async (
  tx: TenantTransaction,
  row: typeof comments.$inferInsert,
): Promise<CommentRow> => {
  return writtenRow(await tx.insert(comments).values(row).returning(), "comment");
};

/** Newest first, one more than `limit` when there are more. */
export const listCommentRows = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  page: {
    readonly requestId: Id<"request">;
    readonly before: Id<"comment"> | null;
    readonly limit: number;
  },
): Promise<CommentRow[]> =>
  tx
    .select()
    .from(comments)
    .where(
      and(
        eq(comments.tenantId, tenantId),
        eq(comments.requestId, page.requestId),
        page.before === null ? undefined : lt(comments.id, page.before),
      ),
    )
    .orderBy(desc(comments.id))
    .limit(page.limit + 1);
