import type { SeatRow } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { AssignmentStatus } from "../../db/schema/statuses.ts";
import { type Decision, toDecision } from "../decisions/record.ts";
import type { SeatReason } from "./model.ts";

/** A seat: who may sit in it, why, and what they decided. */
export type Assignment = {
  readonly id: Id<"assignment">;
  readonly requestId: Id<"request">;
  readonly stageId: Id<"stage">;
  readonly memberId: Id<"member">;
  readonly memberName: string;
  readonly memberEmail: string;
  readonly status: AssignmentStatus;
  readonly reason: SeatReason;
  /** Whose vote it is where a delegate sits; null for one's own. */
  readonly principalId: Id<"member"> | null;
  readonly takenFrom: Id<"assignment"> | null;
  /** Added by an escalation: its vote stands in for a silent one. */
  readonly standsIn: boolean;
  readonly openedAt: string | null;
  readonly closedAt: string | null;
  readonly decision: Decision | null;
};

export const toAssignment = ({ assignment, decision, memberName, memberEmail }: SeatRow): Assignment => ({
  id: assignment.id,
  requestId: assignment.requestId,
  stageId: assignment.stageId,
  memberId: assignment.memberId,
  memberName,
  memberEmail,
  status: assignment.status,
  // Written by routing alone, from the evaluator's own type.
  reason: assignment.reason as SeatReason,
  principalId: assignment.principalId,
  takenFrom: assignment.takenFromId,
  standsIn: assignment.standsIn,
  openedAt: assignment.openedAt?.toISOString() ?? null,
  closedAt: assignment.closedAt?.toISOString() ?? null,
  decision: decision === null ? null : toDecision(decision),
});
