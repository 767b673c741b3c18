import type { Assignment } from "../assignments/record.ts";
import { describeReason } from "./describe-reason.ts";
import type { Directory } from "./model.ts";

/** A person's seat in a request, and why it is theirs. */
export type ExplainedSeat = {
  readonly assignmentId: Assignment["id"];
  readonly round: number;
  readonly position: number;
  readonly stage: string;
  readonly status: Assignment["status"];
  readonly reason: Assignment["reason"];
  readonly message: string;
};

export type SeatInStage = {
  readonly seat: Assignment;
  readonly stage: { readonly name: string; readonly round: number; readonly position: number };
  /** Whose seat it was before, where it has changed hands. */
  readonly takenFrom: string | null;
};

/** Why a person sits, or sat, in a seat: what named them, or from whom they have it. */
export const explainSeat = ({ seat, stage, takenFrom }: SeatInStage, directory: Directory): ExplainedSeat => {
  const where = `in the stage "${stage.name}" (round ${stage.round})`;
  return {
    assignmentId: seat.id,
    round: stage.round,
    position: stage.position,
    stage: stage.name,
    status: seat.status,
    reason: seat.reason,
    message: `${seat.memberName} has a seat ${where}: ${origin(seat, takenFrom, directory)}${end[seat.status] ?? ""}.`,
  };
};

const origin = (seat: Assignment, takenFrom: string | null, directory: Directory): string => {
  const principal = seat.principalId === null ? null : directory.members.get(seat.principalId)?.name;
  if (principal !== null) return `decides for ${principal ?? seat.principalId}`;
  if (seat.standsIn) return "is asked, too, since nobody decided in time";
  if (takenFrom !== null) return `has it from ${takenFrom}`;
  return describeReason(seat.reason, directory);
};

/** What has become of a seat in which nobody sits any more. */
const end: Readonly<Partial<Record<Assignment["status"], string>>> = {
  reassigned: "; it has gone to somebody else",
  delegated: "; a delegate sits there",
  recused: "; they stepped aside",
  not_required: "; it was not needed any more",
  expired: "; the deadline passed",
};
