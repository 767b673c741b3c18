import {
  findNotification,
  markNotificationSent,
  type NotificationRow,
} from "../../db/queries/notifications.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { Context, Runtime } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import type { LeasedMessage } from "../outbox/model.ts";
import { PermanentFailure } from "../outbox/settle.ts";
import { systemContext } from "../system-context.ts";
import { composeApprovalRequested } from "./compose-approval-requested.ts";
import { composeRequestClosed } from "./compose-request-closed.ts";
import type { MailContent } from "./templates/model.ts";

const composeMail = (ctx: Context, notification: NotificationRow): Promise<MailContent | null> => {
  switch (notification.template) {
    case "approval-requested":
      return composeApprovalRequested(ctx, notification);
    case "request-closed":
      return composeRequestClosed(ctx, notification);
    default:
      throw new PermanentFailure(`there is no mail "${notification.template}"`);
  }
};

/**
 * Handles `mail.send`: makes the mail from the rows as they are now, and hands it to the mail service. At least
 * once: a crash between sending and noting it sends again, under the same reference.
 */
export const sendMail = async (runtime: Runtime, message: LeasedMessage): Promise<void> => {
  const ctx = systemContext(runtime, message.tenantId, { name: "relay", traceId: message.id });
  const id = message.payload["notificationId"] as Id<"notification">;
  const notification = await inTenant(ctx, (tx) => findNotification(tx, ctx.tenantId, id));
  if (notification === undefined || notification.status === "sent") {
    return;
  }
  const content = await composeMail(ctx, notification);
  if (content === null) {
    return;
  }
  const { messageId } = await ctx.ports.mails.send({
    to: notification.recipient,
    from: ctx.settings.mailFrom,
    ...content,
    reference: id,
  });
  await inTenant(ctx, (tx) => markNotificationSent(tx, ctx.tenantId, { id, messageId }));
};
