import { findActionLink } from "../../db/queries/action-links.ts";
import { databaseTime } from "../../db/queries/clock.ts";
import type { NotificationRow } from "../../db/queries/notifications.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { readReview } from "../links/read-review.ts";
import { approvalEscalated } from "./templates/approval-escalated.ts";
import { type ApprovalReminderInput, approvalReminder } from "./templates/approval-reminder.ts";
import { approvalRequested } from "./templates/approval-requested.ts";
import type { MailContent } from "./templates/model.ts";

const millisecondsPerSecond = 1000;
const seconds = (moment: Date): number => Math.floor(moment.getTime() / millisecondsPerSecond);

/**
 * What leads to a decision. The link's token is signed here and stored nowhere; Ed25519 is deterministic, so a second
 * sending holds the same link. Null: nothing is left to decide.
 */
const compose = async (
  ctx: Context,
  { linkJti }: NotificationRow,
  write: (input: ApprovalReminderInput) => MailContent,
): Promise<MailContent | null> => {
  const jti = linkJti ?? "";
  const { link, now } = await inTenant(ctx, async (tx) => ({
    link: await findActionLink(tx, ctx.tenantId, jti),
    now: await databaseTime(tx),
  }));
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
  return write({
    ...review,
    link: `${ctx.settings.baseUrl}/l/${token}`,
    stageName: review.policyStage.name,
    openedAt: review.openedAt ?? now.toISOString(),
    now,
  });
};

type Compose = (ctx: Context, notification: NotificationRow) => Promise<MailContent | null>;

export const composeApprovalRequested: Compose = (ctx, notification) =>
  compose(ctx, notification, approvalRequested);
export const composeApprovalReminder: Compose = (ctx, notification) =>
  compose(ctx, notification, approvalReminder);
export const composeApprovalEscalated: Compose = (ctx, notification) =>
  compose(ctx, notification, approvalEscalated);
