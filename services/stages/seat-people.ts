import { type AssignmentRow, listSeatsOfStage, openSeats, type SeatRow } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import { invite } from "../assignments/invite.ts";
import type { AuditEntry } from "../audit/model.ts";
import { delegateOpenSeats } from "../delegations/delegate-open-seats.ts";
import type { UnitContext } from "../in-tenant.ts";
import type { MailTemplate } from "../notifications/model.ts";
import type { LockedRequest } from "./lock-position.ts";

export type SeatsToOpen = {
  readonly request: LockedRequest;
  readonly stageId: Id<"stage">;
  readonly deadlineAt: Date;
  /** The mail that goes to them. */
  readonly template: MailTemplate;
};

export type Seated = {
  /** Those that have opened and are still their people's own. */
  readonly seats: readonly SeatRow[];
  /** What the caller has to audit last: seats that went to delegates. */
  readonly entries: readonly AuditEntry[];
};

/**
 * Opens a stage's pending seats, with a link and a mail each. Those that are open already stay so. Delegations in force
 * apply to every seat that opens, whether its stage opens or an escalation adds it.
 */
export const seatPeople = async (ctx: UnitContext, opening: SeatsToOpen): Promise<Seated> => {
  const { tenantId, unit } = ctx;
  const { request, stageId, deadlineAt, template } = opening;
  const opened = new Set((await openSeats(unit.tx, tenantId, stageId)).map(({ id }) => id));
  const stage = { id: stageId, deadlineAt };
  const concerns = ({ id }: AssignmentRow): boolean => opened.has(id);
  const entries = await delegateOpenSeats(ctx, { stage, request, now: request.now, concerns });
  const seats = (await listSeatsOfStage(unit.tx, tenantId, stageId)).filter(
    ({ assignment }) => assignment.status === "open" && opened.has(assignment.id),
  );
  await invite(ctx, { request, deadlineAt, seats, template, now: request.now });
  return { seats, entries };
};
