import type { SeatRow } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { UnitContext } from "../in-tenant.ts";
import type { MailTemplate } from "../notifications/model.ts";
import { queueMails } from "../notifications/queue.ts";

export type LinkToMail = { readonly seat: SeatRow; readonly jti: string };

export type LinkMails = {
  readonly requestId: Id<"request">;
  readonly links: readonly LinkToMail[];
  readonly template: MailTemplate;
};

/** One mail a link. The links' tokens are signed when the mails go out, and stored nowhere. */
export const mailLinks = (ctx: UnitContext, { requestId, links, template }: LinkMails): Promise<void> =>
  queueMails(
    ctx,
    links.map(({ seat, jti }) => ({
      template,
      recipient: seat.memberEmail,
      requestId,
      assignmentId: seat.assignment.id,
      linkJti: jti,
    })),
  );
