import { listLivingLinks } from "../../db/queries/action-links.ts";
import { listSeatsOfStage, type StageRow } from "../../db/queries/stages.ts";
import { invite } from "../assignments/invite.ts";
import { mailLinks } from "../assignments/mail-links.ts";
import type { AuditEntry } from "../audit/model.ts";
import type { UnitContext } from "../in-tenant.ts";
import type { MailTemplate } from "../notifications/model.ts";
import type { LockedRequest } from "./lock-position.ts";

export const reminderTemplate = "approval-reminder" satisfies MailTemplate;

/** A link is mailed again while it lives so long, or to the deadline; else the seat gets a new one. */
const linkLeastHours = 24;
const millisecondsPerHour = 3_600_000;

export type Reminding = {
  readonly request: LockedRequest;
  /** An active one. */
  readonly stage: StageRow;
  /** Told in the audit log: that a person or a client asked for it, and with which words. */
  readonly detail?: Readonly<Record<string, unknown>>;
};

/**
 * Mails everybody in the stage whose seat is still open, each with the living link of the seat, or with a new one.
 * Answers the audit entry, which the caller records at the end of its transaction.
 */
export const remind = async (
  ctx: UnitContext,
  { request, stage, detail = {} }: Reminding,
): Promise<AuditEntry> => {
  const { tenantId, unit } = ctx;
  const { now } = request;
  const deadlineAt = stage.deadlineAt ?? now;
  const seats = (await listSeatsOfStage(unit.tx, tenantId, stage.id)).filter(
    ({ assignment }) => assignment.status === "open",
  );
  const asked = seats.map(({ assignment }) => assignment.id);
  const leastExpiry = Math.min(deadlineAt.getTime(), now.getTime() + linkLeastHours * millisecondsPerHour);
  const living = (await listLivingLinks(unit.tx, tenantId, asked)).filter(
    ({ expiresAt, requestVersion }) =>
      requestVersion === request.currentVersion && expiresAt.getTime() >= leastExpiry,
  );
  const linkOf = new Map(living.map((link) => [link.assignmentId, link.jti]));
  const links = seats.flatMap((seat) => {
    const jti = linkOf.get(seat.assignment.id);
    return jti === undefined ? [] : [{ seat, jti }];
  });
  const without = seats.filter(({ assignment }) => !linkOf.has(assignment.id));
  await mailLinks(ctx, { requestId: request.id, links, template: reminderTemplate });
  await invite(ctx, { request, deadlineAt, seats: without, template: reminderTemplate, now });
  return {
    action: "stage.reminded",
    target: { type: "stage", id: stage.id },
    requestId: request.id,
    detail: { name: stage.name, seats: asked, ...detail },
  };
};
