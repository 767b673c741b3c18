import type { SeatRow } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import { actDetail } from "../audit/act-detail.ts";
import { record } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { type LockedSeat, lockSeat } from "../decisions/lock-seat.ts";
import { DomainError } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import { requireActor } from "../requests/require-actor.ts";
import { handOver } from "./hand-over.ts";
import { type Assignment, toAssignment } from "./record.ts";
import { requireTaker } from "./require-taker.ts";

export type PassOnInput = {
  readonly assignmentId: Id<"assignment">;
  /** Who takes the seat. */
  readonly memberId: Id<"member">;
  readonly actingMemberId?: Id<"member"> | undefined;
  readonly comment?: string | undefined;
};

/** A seat of somebody who recused themselves is free until somebody has taken it. */
const isFree = ({ seat, seats }: LockedSeat): boolean =>
  seat.assignment.status === "recused" &&
  !seats.some(({ assignment }) => assignment.takenFromId === seat.assignment.id);

const requirePassable = (found: LockedSeat, as: "reassigned" | "delegated"): void => {
  const { request, stage, seat } = found;
  const { status } = seat.assignment;
  const isOpen = status === "pending" || status === "open" || (as === "reassigned" && isFree(found));
  const isStageOpen = stage.status === "active" || stage.status === "not_started";
  if (request.status === "pending" && isStageOpen && isOpen) return;
  throw new DomainError("assignment.not_open", {
    detail: `The request is ${request.status}, the stage ${stage.status}, the seat ${status}: there is nothing to pass on.`,
  });
};

/** Passes one seat on, in a transaction of its own. */
export const passOn = (
  ctx: Context,
  as: "reassigned" | "delegated",
  { assignmentId, memberId, actingMemberId, comment }: PassOnInput,
): Promise<Assignment> =>
  inTenant(ctx, async (_tx, unit) => {
    const found = await lockSeat(unit, assignmentId);
    const { request, stage, seat, seats } = found;
    const act = as === "reassigned" ? "reassign" : "delegate";
    await requireActor(unit, act, { request, actingMemberId, sitting: [seat.assignment.memberId] });
    requirePassable(found, as);
    const ofStage: readonly SeatRow[] = seats.filter(({ assignment }) => assignment.stageId === stage.id);
    const taker = await requireTaker(unit, { memberId, request, seats: ofStage, takenFrom: assignmentId });
    const detail = actDetail({ comment, actingMemberId });
    const taken = await handOver(unit, { request, stage, seat: seat.assignment, taker, as, detail });
    await record(unit, taken.entry);
    const { name: memberName, email: memberEmail } = taker;
    return toAssignment({ assignment: taken.seat, decision: null, memberName, memberEmail });
  });
