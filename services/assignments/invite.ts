import { insertActionLinks } from "../../db/queries/action-links.ts";
import { insertNotifications } from "../../db/queries/notifications.ts";
import type { RequestRow } from "../../db/queries/requests.ts";
import type { SeatRow } from "../../db/queries/stages.ts";
import type { UnitContext } from "../in-tenant.ts";
import { linkExpiry, linkIdBytes } from "../links/expiry.ts";
import { enqueue } from "../outbox/enqueue.ts";

export type Invitation = {
  readonly request: Pick<RequestRow, "id" | "currentVersion">;
  readonly seats: readonly Pick<SeatRow, "assignment" | "memberEmail">[];
  readonly now: Date;
  /** Of the seats' stage: no link outlives it. */
  readonly deadlineAt: Date;
};

/**
 * One link and one mail for each of the seats that is open. The links' tokens are signed when the mails go out, and
 * stored nowhere.
 */
export const invite = async (
  ctx: UnitContext,
  { request, seats, now, deadlineAt }: Invitation,
): Promise<void> => {
  const { tenantId, unit } = ctx;
  const invitations = seats
    .filter(({ assignment }) => assignment.status === "open")
    .map(({ assignment, memberEmail }) => ({
      assignment,
      memberEmail,
      jti: ctx.ports.ids.random(linkIdBytes).toString("base64url"),
      notificationId: ctx.ports.ids.next("notification"),
    }));
  if (invitations.length === 0) return;
  await insertActionLinks(
    unit.tx,
    invitations.map(({ assignment, jti }) => ({
      tenantId,
      jti,
      requestId: request.id,
      assignmentId: assignment.id,
      memberId: assignment.memberId,
      requestVersion: request.currentVersion,
      issuedAt: now,
      expiresAt: linkExpiry(now, deadlineAt),
    })),
  );
  await insertNotifications(
    unit.tx,
    invitations.map(({ assignment, memberEmail, jti, notificationId }) => ({
      tenantId,
      id: notificationId,
      requestId: request.id,
      assignmentId: assignment.id,
      template: "approval-requested",
      recipient: memberEmail,
      linkJti: jti,
    })),
  );
  for (const { notificationId } of invitations) {
    await enqueue(ctx, {
      kind: "mail.send",
      dedupeKey: notificationId,
      payload: { notificationId },
      requestId: request.id,
    });
  }
};
