import type { AssignmentStatus, DecisionOutcome, Rejection } from "../../db/schema/statuses.ts";
import type { Quorum } from "./model.ts";

export type TalliedSeat = {
  readonly status: AssignmentStatus;
  readonly outcome?: DecisionOutcome | null;
  /** Added by an escalation: it raises nothing that is needed, and its approval stands in for a silent seat's. */
  readonly standsIn?: boolean;
  /** The group that named its person, where one did. */
  readonly groupId?: string | null;
};

export type Tally = "undecided" | "approved" | "rejected";

export type TallyInput = {
  readonly quorum: Quorum;
  readonly rejection: Rejection;
  readonly seats: readonly TalliedSeat[];
};

/** Seats that went to someone else, recused themselves or were released count no more. */
const countingStatuses: ReadonlySet<AssignmentStatus> = new Set(["pending", "open", "decided", "expired"]);

/** Pure: whether the quorum counts the seat, by its status and its vote. */
export const counts = ({ status, outcome }: TalliedSeat): boolean =>
  countingStatuses.has(status) && outcome !== "recuse";
const approves = ({ status, outcome }: TalliedSeat): boolean => status === "decided" && outcome === "approve";
const rejects = ({ status, outcome }: TalliedSeat): boolean => status === "decided" && outcome === "reject";
const mayStillApprove = ({ status }: TalliedSeat): boolean => status === "pending" || status === "open";

/**
 * Where a stage stands, whatever the order of the decisions, as soon as it is certain. A veto counts before any
 * number of approvals; `all` and `percent` are of all seats that count. A quorum that is out of reach because people
 * recused themselves or let the deadline pass is undecided, not rejected: nobody said no.
 */
export const tally = ({ quorum, rejection, seats }: TallyInput): Tally => {
  const isRejected = seats.some(rejects);
  if (rejection === "veto" && isRejected) return "rejected";
  if (isReached(quorum, seats, approves)) return "approved";
  return isRejected && isOutOfReach({ quorum, seats }) ? "rejected" : "undecided";
};

/** True when the quorum would not be reached even if everybody who is left approved. */
export const isOutOfReach = ({ quorum, seats }: Pick<TallyInput, "quorum" | "seats">): boolean =>
  !isReached(quorum, seats, (seat) => approves(seat) || mayStillApprove(seat));

/** Whether the quorum is reached when just these seats approve. */
const isReached = (
  quorum: Quorum,
  all: readonly TalliedSeat[],
  hasApproved: (seat: TalliedSeat) => boolean,
): boolean => {
  const approvals = all.filter((seat) => counts(seat) && hasApproved(seat));
  const seats = all.filter((seat) => seat.standsIn !== true);
  if (typeof quorum !== "object" || !("perGroup" in quorum))
    return approvals.length >= approvalsNeeded(quorum, seats.filter(counts).length);
  const spare = approvals.filter(({ standsIn }) => standsIn === true).length;
  return lackingInGroups(quorum.perGroup, seats, (seat) => counts(seat) && hasApproved(seat)) <= spare;
};

/** Approvals that the groups lack, together. A group whose people all recused themselves still wants its own. */
const lackingInGroups = (
  perGroup: number,
  seats: readonly TalliedSeat[],
  hasApproved: (seat: TalliedSeat) => boolean,
): number => {
  const approvals = new Map<string, number>();
  for (const seat of seats) {
    const group = seat.groupId ?? "";
    approvals.set(group, (approvals.get(group) ?? 0) + (hasApproved(seat) ? 1 : 0));
  }
  if (approvals.size === 0) return perGroup;
  return [...approvals.values()].reduce((lacking, count) => lacking + Math.max(0, perGroup - count), 0);
};

const percentWhole = 100;

/** Approvals that the quorum needs of so many seats, of each group where it is per group; never none. */
export const approvalsNeeded = (quorum: Quorum, seatCount: number): number => {
  if (quorum === "any") return 1;
  if (quorum === "all") return Math.max(1, seatCount);
  if ("count" in quorum) return quorum.count;
  if ("perGroup" in quorum) return quorum.perGroup;
  return Math.max(1, Math.ceil((seatCount * quorum.percent) / percentWhole));
};
