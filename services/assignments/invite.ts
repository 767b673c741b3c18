import { insertActionLinks } from "../../db/queries/action-links.ts";
import type { RequestRow } from "../../db/queries/requests.ts";
import type { SeatRow } from "../../db/queries/stages.ts";
import type { UnitContext } from "../in-tenant.ts";
import { linkExpiry, linkIdBytes } from "../links/expiry.ts";
import type { MailTemplate } from "../notifications/model.ts";
import { mailLinks } from "./mail-links.ts";

export type Invitation = {
  readonly request: RequestRow;
  readonly deadlineAt: Date;
  /** Open ones. */
  readonly seats: readonly SeatRow[];
  readonly template: MailTemplate;
  readonly now: Date;
};

/** A new link and a mail for each of these seats. */
export const invite = async (
  ctx: UnitContext,
  { request, deadlineAt, seats, template, now }: Invitation,
): Promise<void> => {
  if (seats.length === 0) {
    return;
  }
  const links = seats.map((seat) => ({
    seat,
    jti: ctx.ports.ids.random(linkIdBytes).toString("base64url"),
  }));
  await insertActionLinks(
    ctx.unit.tx,
    links.map(({ seat: { assignment }, jti }) => ({
      tenantId: ctx.tenantId,
      jti,
      requestId: request.id,
      assignmentId: assignment.id,
      memberId: assignment.memberId,
      requestVersion: request.currentVersion,
      issuedAt: now,
      expiresAt: linkExpiry(now, deadlineAt),
    })),
  );
  await mailLinks(ctx, { requestId: request.id, links, template });
};
