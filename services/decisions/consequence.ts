import type { RequestStatus, StageStatus } from "../../db/schema/statuses.ts";
import type { DecisionOutcome } from "../../db/schema/statuses.ts";
import { isOutOfReach, tally, type TallyInput } from "../stages/quorum.ts";
import { letsPass } from "../stages/standing.ts";

/** What a vote makes of its stage and of the request. */
export type Consequence = {
  readonly stage: StageStatus;
  readonly request: RequestStatus;
  /** The stage stays open, and those who are left in it cannot decide it: somebody has to join them. */
  readonly outOfReach: boolean;
};

export type Situation = TallyInput & {
  readonly outcome: DecisionOutcome;
  /** The other stages of the round. */
  readonly others: readonly StageStatus[];
};

/**
 * Pure: what follows from a decision, with the seats as they stand after it. Sent back to its requester, a request ends
 * its round at once; it is approved when every stage of the round is, and rejected with the first that is rejected.
 */
export const consequenceOf = ({ outcome, others, ...stage }: Situation): Consequence => {
  if (outcome === "return") return { stage: "canceled", request: "returned", outOfReach: false };
  const result = tally(stage);
  if (result === "rejected") return { stage: result, request: result, outOfReach: false };
  if (result === "approved")
    return { stage: result, request: others.every(letsPass) ? "approved" : "pending", outOfReach: false };
  return { stage: "active", request: "pending", outOfReach: isOutOfReach(stage) };
};
