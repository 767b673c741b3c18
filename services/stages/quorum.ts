import type { AssignmentStatus, DecisionOutcome } from "../../db/schema/statuses.ts";
import type { Quorum, Rejection } from "./model.ts";

export type TalliedSeat = {
  readonly status: AssignmentStatus;
  readonly outcome?: DecisionOutcome | null;
};

export type Tally = "undecided" | "approved" | "rejected";

/** Seats that went to someone else, recused themselves or were released count no more. */
const countingStatuses: ReadonlySet<AssignmentStatus> = new Set(["pending", "open", "decided", "expired"]);

/**
 * Where a stage stands, whatever the order of the decisions, as soon as it is certain. A veto counts before
 * any number of approvals; `all` means all seats that count. A quorum that is out of reach because people
 * recused themselves or let the deadline pass is undecided, not rejected: nobody said no.
 */
export const tally = ({ quorum, rejection, seats }: TallyInput): Tally => {
  const counting = seats.filter((seat) => countingStatuses.has(seat.status) && seat.outcome !== "recuse");
  const decided = counting.filter(({ status }) => status === "decided");
  if (rejection === "veto" && decided.some(({ outcome }) => outcome === "reject")) return "rejected";
  const approvals = decided.filter(({ outcome }) => outcome === "approve").length;
  return approvals >= approvalsNeeded(quorum, counting.length) ? "approved" : "undecided";
};

export type TallyInput = {
  readonly quorum: Quorum;
  readonly rejection: Rejection;
  readonly seats: readonly TalliedSeat[];
};

/** Approvals that the quorum needs of so many seats; `all` of no seats needs one all the same. */
export const approvalsNeeded = (quorum: Quorum, seatCount: number): number => {
  if (quorum === "any") return 1;
  return quorum === "all" ? Math.max(1, seatCount) : quorum.count;
};
