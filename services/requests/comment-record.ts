import type { CommentRow } from "../../db/queries/comments.ts";
import type { Id } from "../../db/schema/columns.ts";

/** What was said about a request; nobody changes it. */
export type Comment = {
  readonly id: Id<"comment">;
  readonly requestId: Id<"request">;
  /** Null when an API key wrote for nobody in particular. */
  readonly memberId: Id<"member"> | null;
  readonly text: string;
  readonly createdAt: string;
};

export const toComment = (row: CommentRow): Comment => ({
  id: row.id,
  requestId: row.requestId,
  memberId: row.memberId,
  text: row.text,
  createdAt: row.createdAt.toISOString(),
});
