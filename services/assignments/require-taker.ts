import { findMember, type MemberRow } from "../../db/queries/members.ts";
import type { RequestRow } from "../../db/queries/requests.ts";
import type { SeatRow } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import { DomainError } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";
import { takerProblem } from "./taker.ts";

export type WantedTaker = {
  readonly memberId: Id<"member">;
  readonly request: RequestRow;
  /** Of the stage that they would sit in. */
  readonly seats: readonly SeatRow[];
  readonly takenFrom: Id<"assignment"> | null;
};

const pointing = (message: string) => ({ errors: [{ pointer: "/memberId", message }] });

/**
 * The member who is to take a seat. Throws `reference.unknown` for one who is no active member,
 * `decision.not_eligible` for the requester and for agents, and `resource.conflict` for one who has a seat in the stage.
 */
export const requireTaker = async (
  ctx: UnitContext,
  { memberId, request, seats, takenFrom }: WantedTaker,
): Promise<MemberRow> => {
  const taker = await findMember(ctx.unit.tx, ctx.tenantId, memberId);
  const requester = { id: request.requesterId, email: request.requesterEmail };
  const problem = taker === undefined ? "disabled" : takerProblem({ taker, requester, seats, takenFrom });
  if (taker === undefined || problem === "disabled") {
    throw new DomainError("reference.unknown", {
      detail: "Only an active member of this tenant can take a seat.",
      ...pointing("names no active member"),
    });
  }
  if (problem === "agent") {
    throw new DomainError("decision.not_eligible", {
      detail: "An agent never has a seat.",
      ...pointing("is an agent"),
    });
  }
  if (problem === "requester") {
    throw new DomainError("decision.not_eligible", {
      detail: "Nobody decides their own request.",
      ...pointing("is the requester"),
    });
  }
  if (problem === "seated") {
    throw new DomainError("resource.conflict", {
      detail: "Nobody sits twice in a stage, nor where somebody sits for them.",
      ...pointing("has a seat in this stage already"),
    });
  }
  return taker;
};
