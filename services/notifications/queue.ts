import { insertNotifications } from "../../db/queries/notifications.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { UnitContext } from "../in-tenant.ts";
import { enqueue } from "../outbox/enqueue.ts";
import type { MailTemplate } from "./model.ts";

export type QueuedMail = {
  readonly template: MailTemplate;
  readonly recipient: string;
  readonly requestId: Id<"request">;
  readonly assignmentId?: Id<"assignment">;
  readonly taskId?: Id<"serviceTask">;
  readonly linkJti?: string;
};

/** Puts mails into the outbox, in the caller's transaction. What each says is read from the rows when it goes out. */
export const queueMails = async (ctx: UnitContext, mails: readonly QueuedMail[]): Promise<void> => {
  if (mails.length === 0) {
    return;
  }
  const rows = mails.map(({ assignmentId = null, taskId = null, linkJti = null, ...mail }) => ({
    ...mail,
    assignmentId,
    taskId,
    linkJti,
    tenantId: ctx.tenantId,
    id: ctx.ports.ids.next("notification"),
  }));
  await insertNotifications(ctx.unit.tx, rows);
  for (const { id, requestId } of rows) {
    await enqueue(ctx, {
      kind: "mail.send",
      dedupeKey: id,
      payload: { notificationId: id },
      requestId,
    });
  }
};
