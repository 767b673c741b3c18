import type { AssignmentRow } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { SeatReason } from "../assignments/model.ts";
import type { Approver, DirectoryMember } from "../policies/model.ts";
import { type Seating, seatApprovers, type Situation } from "../policies/satisfy.ts";
import type { Requester } from "../requests/model.ts";

export type SeatInStage = Pick<AssignmentRow, "id" | "memberId" | "principalId" | "status" | "standsIn"> & {
  readonly reason: SeatReason;
};

export type StandIn = {
  readonly memberId: Id<"member">;
  readonly reason: SeatReason;
  /** The silent seat that it was found for; null when there are several that it could stand in for. */
  readonly takenFromId: Id<"assignment"> | null;
};

export type Found = {
  readonly standIns: readonly StandIn[];
  /** Why others were not found or cannot sit there. */
  readonly missing: readonly string[];
};

type Candidate = { readonly seat: Seating["seats"][number]; readonly silent: SeatInStage | null };

/**
 * Whom a rung of the ladder adds to a stage. `manager` counts from each person who has not answered, the other
 * forms as in a policy. Nobody gets a second seat in the stage, the requester and disabled members get none. A
 * stand-in sits for the group of the silent seat, where one had named it.
 */
export const findStandIns = (to: Approver, seats: readonly SeatInStage[], situation: Situation): Found => {
  // Whom an earlier rung added is not counted from: the ladder goes up from those who were asked first.
  const silent = seats.filter(({ status, standsIn }) => status === "open" && !standsIn);
  const { candidates, missing } =
    "manager" in to ? managersOf(to, silent, situation) : named(to, silent, situation);
  const taken = new Set(seats.flatMap(({ memberId, principalId }) => [memberId, principalId]));
  const standIns: StandIn[] = [];
  const problems = [...missing];
  for (const candidate of candidates) {
    const { memberId } = candidate.seat;
    // Two silent people may have one manager.
    if (standIns.some((one) => one.memberId === memberId)) continue;
    const problem = candidateProblem(memberId, taken, situation);
    if (problem === null) standIns.push(toStandIn(candidate));
    else problems.push(problem);
  }
  return { standIns, missing: [...new Set(problems)] };
};

type Candidates = { readonly candidates: readonly Candidate[]; readonly missing: readonly string[] };

const managersOf = (to: Approver, silent: readonly SeatInStage[], situation: Situation): Candidates => {
  const found = silent.map((seat) => {
    // Where a delegate is silent, the vote and so the line are the principal's.
    const person = situation.directory.members.get(seat.principalId ?? seat.memberId);
    const seating =
      person === undefined
        ? { seats: [], missing: [] }
        : seatApprovers([to], { ...situation, requester: asRequester(person) });
    return { seat, seating };
  });
  const missing = found.flatMap(({ seating }) => seating.missing);
  return {
    candidates: found.flatMap(({ seat, seating }) =>
      seating.seats.map((one) => ({ seat: one, silent: seat })),
    ),
    missing: silent.length === 0 ? ["nobody is left who has not answered"] : missing,
  };
};

const named = (to: Approver, silent: readonly SeatInStage[], situation: Situation): Candidates => {
  const { seats, missing } = seatApprovers([to], situation);
  const [first, second] = silent;
  const only = second === undefined ? (first ?? null) : null;
  return { candidates: seats.map((seat) => ({ seat, silent: only })), missing };
};

/** The reporting line of a policy begins at its requester; that of a rung at whoever is silent. */
const asRequester = ({ id, email, name, attributes }: DirectoryMember): Requester => ({
  memberId: id,
  email,
  name,
  attributes,
});

const candidateProblem = (
  memberId: Id<"member">,
  taken: ReadonlySet<string | null>,
  { requester, directory }: Situation,
): string | null => {
  const member = directory.members.get(memberId);
  const name = member?.name ?? memberId;
  const isRequester =
    memberId === requester.memberId || member?.email.toLowerCase() === requester.email.toLowerCase();
  if (isRequester) return `${name} is the requester`;
  return taken.has(memberId) ? `${name} has a seat in the stage already` : null;
};

const toStandIn = ({ seat, silent }: Candidate): StandIn => ({
  memberId: seat.memberId,
  reason: silent?.reason.type === "group" ? silent.reason : seat.reason,
  takenFromId: silent?.id ?? null,
});
