import { listSeatsOfStage, openSeats, type SeatRow } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import { invite } from "../assignments/invite.ts";
import type { UnitContext } from "../in-tenant.ts";
import type { LockedRequest } from "./lock-position.ts";

export type SeatsToOpen = {
  readonly request: LockedRequest;
  readonly stageId: Id<"stage">;
  readonly deadlineAt: Date;
  /** Names the mail that goes to them. */
  readonly template: string;
};

/** Opens a stage's pending seats, with a link and a mail each, and answers them. Those that are open already stay so. */
export const seatPeople = async (ctx: UnitContext, opening: SeatsToOpen): Promise<readonly SeatRow[]> => {
  const { tenantId, unit } = ctx;
  const { request, stageId, deadlineAt, template } = opening;
  const opened = new Set((await openSeats(unit.tx, tenantId, stageId)).map(({ id }) => id));
  // Delegations in force apply here, to the seats that have just opened, before anybody is asked: every seat that
  // opens passes this place, whether its stage opens or an escalation adds it.
  const seats = (await listSeatsOfStage(unit.tx, tenantId, stageId)).filter(({ assignment }) =>
    opened.has(assignment.id),
  );
  await invite(ctx, { request, deadlineAt, seats, template, now: request.now });
  return seats;
};
