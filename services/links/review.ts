import type { Id } from "../../db/schema/columns.ts";
import type { DecisionOutcome, RequestStatus } from "../../db/schema/statuses.ts";
import type { ReviewContent } from "../kinds/model.ts";
import type { Money } from "../money/model.ts";

/** What a link leads to, as the truth stands now. Only "open" can be decided. */
export type ReviewState =
  | "open"
  | "decided"
  | "not_required"
  | "withdrawn"
  | "canceled"
  | "expired"
  | "superseded"
  | "link_expired";

export type EarlierDecision = {
  readonly name: string;
  readonly stage: string;
  readonly outcome: DecisionOutcome;
  readonly comment: string | null;
  readonly decidedAt: string;
};

/** Everything an approver's page shows. */
export type Review = {
  readonly state: ReviewState;
  readonly tenantName: string;
  readonly title: string;
  readonly kind: string;
  readonly requester: { readonly name: string; readonly email: string };
  readonly content: ReviewContent;
  /** Hex. */
  readonly contentHash: string;
  readonly requestVersion: number;
  readonly amount: Money | null;
  readonly policyStage: {
    readonly name: string;
    readonly position: number;
    readonly of: number;
    readonly quorumText: string;
  };
  readonly earlierDecisions: readonly EarlierDecision[];
  readonly deadlineAt: string | null;
  readonly approver: {
    readonly name: string;
    readonly email: string;
    readonly timeZone: string;
    readonly locale: string;
  };
  readonly commentRequiredFor: readonly "reject"[];
  readonly decision: {
    readonly outcome: DecisionOutcome;
    readonly comment: string | null;
    readonly decidedAt: string;
    readonly byName: string;
  } | null;
  readonly assignmentId: Id<"assignment">;
  readonly requestStatus: RequestStatus;
};

type StateFacts = {
  readonly requestStatus: RequestStatus;
  readonly seatStatus: string;
  readonly linkStatus: string;
  readonly linkExpired: boolean;
  readonly deadlinePassed: boolean;
};

/** Pure: which page a link shows. What was recorded comes before what has since ended. */
export const reviewState = (facts: StateFacts): ReviewState => {
  if (facts.seatStatus === "decided") {
    return "decided";
  }
  switch (facts.requestStatus) {
    case "withdrawn":
    case "canceled":
    case "expired":
      return facts.requestStatus;
    case "pending":
      break;
    case "draft":
    case "returned":
      return "superseded";
    case "approved":
    case "rejected":
      return "not_required";
  }
  if (facts.seatStatus !== "open") {
    return "not_required";
  }
  if (facts.deadlinePassed) {
    return "expired";
  }
  if (facts.linkExpired) {
    return "link_expired";
  }
  return facts.linkStatus === "active" ? "open" : "superseded";
};
