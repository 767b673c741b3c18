import { listCommentRows } from "../../db/queries/comments.ts";
import { findRequest } from "../../db/queries/requests.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { type Page, type PageInput, pageOf } from "../page.ts";
import { type Comment, toComment } from "./comment-record.ts";

/** The comments on a request, newest first. Throws `resource.not_found`. */
export const listComments = (
  ctx: Context,
  { requestId, limit, cursor }: PageInput & { readonly requestId: Id<"request"> },
): Promise<Page<Comment>> =>
  inTenant(ctx, async (tx) => {
    if ((await findRequest(tx, ctx.tenantId, requestId)) === undefined) throw notFound();
    const before = cursor as Id<"comment"> | null;
    const rows = await listCommentRows(tx, ctx.tenantId, { requestId, before, limit });
    return pageOf(rows.map(toComment), limit, (comment) => comment.id);
  });
