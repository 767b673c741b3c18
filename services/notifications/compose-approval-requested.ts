import { findActionLink } from "../../db/queries/action-links.ts";
import type { NotificationRow } from "../../db/queries/notifications.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { readReview } from "../links/read-review.ts";
import { approvalRequested } from "./templates/approval-requested.ts";
import type { MailContent } from "./templates/model.ts";

const millisecondsPerSecond = 1000;
const seconds = (moment: Date): number => Math.floor(moment.getTime() / millisecondsPerSecond);

/**
 * The mail that asks for a decision. The link's token is signed here and stored nowhere; Ed25519 is
 * deterministic, so a second sending holds the same link. Null: nothing is left to decide.
 */
export const composeApprovalRequested = async (
  ctx: Context,
  { linkJti }: NotificationRow,
): Promise<MailContent | null> => {
  const jti = linkJti ?? "";
  const link = await inTenant(ctx, (tx) => findActionLink(tx, ctx.tenantId, jti));
  if (link === undefined) {
    return null;
  }
  const { assignmentId, requestVersion, memberId } = link;
  const identity = { tenantId: ctx.tenantId, jti, assignmentId, requestVersion, memberId };
  const review = await readReview(ctx, identity);
  if (review === null || review.state !== "open") {
    return null;
  }
  const token = await ctx.ports.tokens.signLink({
    ...identity,
    issuedAt: seconds(link.issuedAt),
    expiresAt: seconds(link.expiresAt),
  });
  const { tenantName, title, kind, requester, content, amount, deadlineAt, approver, policyStage } = review;
  return approvalRequested({
    tenantName,
    title,
    kind,
    requester,
    content,
    amount,
    deadlineAt,
    approver,
    link: `${ctx.settings.baseUrl}/l/${token}`,
    stageName: policyStage.name,
  });
};
