import type { MemberRow } from "../../db/queries/members.ts";
import type { SeatRow } from "../../db/queries/stages.ts";
import type { AssignmentStatus } from "../../db/schema/statuses.ts";
import { isRequester } from "../decisions/separation.ts";
import { isAgent } from "../members/agent.ts";

/** Why somebody cannot take a seat. */
export type TakerProblem = "disabled" | "agent" | "requester" | "seated";

export type Taking = {
  readonly taker: Pick<MemberRow, "id" | "email" | "status" | "attributes">;
  readonly requester: { readonly id: string | null; readonly email: string };
  /** Of the stage that they would sit in. */
  readonly seats: readonly Pick<SeatRow, "assignment">[];
  /** The seat that they would take over, which its principal may take back; null for a new one. */
  readonly takenFrom: SeatRow["assignment"]["id"] | null;
};

/** Somebody sits in the seat, or has decided in it. */
const takenStatuses: ReadonlySet<AssignmentStatus> = new Set(["pending", "open", "decided"]);

/** Pure: whether the person may take the seat; nobody sits twice in a stage, nor where they are sat for. */
export const takerProblem = ({ taker, requester, seats, takenFrom }: Taking): TakerProblem | null => {
  if (taker.status !== "active") return "disabled";
  if (isAgent(taker)) return "agent";
  if (isRequester(taker, requester)) return "requester";
  const seated = seats.some(
    ({ assignment: { id, status, memberId, principalId } }) =>
      takenStatuses.has(status) && (memberId === taker.id || (principalId === taker.id && id !== takenFrom)),
  );
  return seated ? "seated" : null;
};
