import { insertNotifications } from "../../db/queries/notifications.ts";
import type { SeatRow } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { UnitContext } from "../in-tenant.ts";
import { enqueue } from "../outbox/enqueue.ts";

export type LinkToMail = { readonly seat: SeatRow; readonly jti: string };

export type LinkMails = {
  readonly requestId: Id<"request">;
  readonly links: readonly LinkToMail[];
  /** Names the mail. */
  readonly template: string;
};

/** One mail a link, through the outbox. The links' tokens are signed when the mails go out, and stored nowhere. */
export const mailLinks = async (
  ctx: UnitContext,
  { requestId, links, template }: LinkMails,
): Promise<void> => {
  if (links.length === 0) {
    return;
  }
  const { tenantId } = ctx;
  const rows = links.map(({ seat, jti }) => ({
    tenantId,
    id: ctx.ports.ids.next("notification"),
    requestId,
    assignmentId: seat.assignment.id,
    template,
    recipient: seat.memberEmail,
    linkJti: jti,
  }));
  await insertNotifications(ctx.unit.tx, rows);
  for (const { id } of rows) {
    await enqueue(ctx, { kind: "mail.send", dedupeKey: id, payload: { notificationId: id }, requestId });
  }
};
