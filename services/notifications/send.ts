import {
  findNotification,
  markNotificationSent,
  type NotificationRow,
} from "../../db/queries/notifications.ts";
import { findTenant } from "../../db/queries/tenants.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context, Runtime } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import type { LeasedMessage } from "../outbox/model.ts";
import { PermanentFailure } from "../outbox/settle.ts";
import { systemContext } from "../system-context.ts";
import { composeApprovalCode } from "./compose-approval-code.ts";
import {
  composeApprovalEscalated,
  composeApprovalReminder,
  composeApprovalRequested,
} from "./compose-invitation.ts";
import {
  composeCodeTriesExceeded,
  composeDecisionRecorded,
  composeRequestWithdrawn,
} from "./compose-notices.ts";
import { composeRequestClosed } from "./compose-request-closed.ts";
import {
  composeTaskAnswered,
  composeTaskCode,
  composeTaskCodeTriesExceeded,
  composeTaskReminder,
  composeTaskRequested,
} from "./compose-task.ts";
import { type MailTemplate, mailTemplates } from "./model.ts";
import { senderOf } from "./sender.ts";
import type { MailContent } from "./templates/model.ts";

type Compose = (ctx: Context, notification: NotificationRow) => Promise<MailContent | null>;

const composers: Readonly<Record<MailTemplate, Compose>> = {
  "approval-requested": composeApprovalRequested,
  "approval-reminder": composeApprovalReminder,
  "approval-escalated": composeApprovalEscalated,
  "approval-code": composeApprovalCode,
  "code-tries-exceeded": (ctx, notification) =>
    notification.taskId === null
      ? composeCodeTriesExceeded(ctx, notification)
      : composeTaskCodeTriesExceeded(ctx, notification),
  "decision-recorded": composeDecisionRecorded,
  "request-withdrawn": composeRequestWithdrawn,
  "request-closed": composeRequestClosed,
  "task-requested": composeTaskRequested,
  "task-reminder": composeTaskReminder,
  "task-code": composeTaskCode,
  "task-answered": composeTaskAnswered,
};

const composeMail: Compose = (ctx, notification) => {
  const template = mailTemplates.find((known) => known === notification.template);
  if (template === undefined) {
    throw new PermanentFailure(`there is no mail "${notification.template}"`);
  }
  return composers[template](ctx, notification);
};

/**
 * Handles `mail.send`: makes the mail from the rows as they are now, and hands it to the mail service. At least
 * once: a crash between sending and noting it sends again, under the same reference.
 */
export const sendMail = async (runtime: Runtime, message: LeasedMessage): Promise<void> => {
  const ctx = systemContext(runtime, message.tenantId, { name: "relay", traceId: message.id });
  const id = message.payload["notificationId"] as Id<"notification">;
  const { notification, tenant } = await inTenant(ctx, async (tx) => ({
    notification: await findNotification(tx, ctx.tenantId, id),
    tenant: await findTenant(tx, ctx.tenantId),
  }));
  if (notification === undefined || tenant === undefined || notification.status === "sent") {
    return;
  }
  const content = await composeMail(ctx, notification);
  if (content === null) {
    return;
  }
  const { messageId } = await ctx.ports.mails.send({
    to: notification.recipient,
    from: senderOf(ctx.settings.mailFrom, tenant.name),
    replyTo: tenant.replyTo,
    ...content,
    reference: id,
  });
  await inTenant(ctx, (tx) => markNotificationSent(tx, ctx.tenantId, { id, messageId }));
};
