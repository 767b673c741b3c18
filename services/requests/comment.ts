import { insertComment } from "../../db/queries/comments.ts";
import { findRequest } from "../../db/queries/requests.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { type Comment, toComment } from "./comment-record.ts";
import { requireActor } from "./require-actor.ts";

type CommentInput = {
  readonly requestId: Id<"request">;
  readonly text: string;
  readonly memberId?: Id<"member"> | undefined;
};

/** Keeps a comment on a request, whatever its status. Throws `resource.not_found` and `reference.unknown`. */
export const commentOnRequest = (
  ctx: Context,
  { requestId, text, memberId }: CommentInput,
): Promise<Comment> =>
  inTenant(ctx, async (tx, unit) => {
    const found = await findRequest(tx, ctx.tenantId, requestId);
    if (found === undefined) throw notFound();
    const { request } = found;
    await requireActor(unit, "comment", { request, actingMemberId: memberId, pointer: "/memberId" });
    const row = await insertComment(tx, {
      tenantId: ctx.tenantId,
      id: ctx.ports.ids.next("comment"),
      requestId,
      memberId: memberId ?? null,
      text,
    });
    await record(unit, {
      action: "approval_request.commented",
      target: { type: "approval_request", id: requestId, version: request.currentVersion },
      requestId,
      detail: { commentId: row.id, memberId: row.memberId },
    });
    return toComment(row);
  });
