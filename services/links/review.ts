import type { Id } from "../../db/schema/columns.ts";
import type {
  AssignmentStatus,
  DecisionOutcome,
  LinkStatus,
  Rejection,
  RequestStatus,
} from "../../db/schema/statuses.ts";
import type { EditField, ReviewContent } from "../kinds/model.ts";
import type { Money } from "../money/model.ts";

/** What a link leads to, as the truth stands now. Only "open" can be decided. */
export type ReviewState =
  | "open"
  | "decided"
  | "not_required"
  | "handed_on"
  | "returned"
  | "withdrawn"
  | "canceled"
  | "expired"
  | "superseded"
  | "revoked"
  | "link_expired";

/** A decision as its readers see it. */
export type ShownDecision = {
  readonly outcome: DecisionOutcome;
  readonly comment: string | null;
  readonly reasonCode: string | null;
  readonly decidedAt: string;
  readonly byName: string;
  /** Whose vote it was, where somebody decided for another. */
  readonly forName: string | null;
};
export type EarlierDecision = ShownDecision & { readonly stage: string };

/** Everything an approver's page shows. */
export type Review = {
  readonly state: ReviewState;
  readonly tenantName: string;
  readonly title: string;
  readonly kind: string;
  readonly requester: { readonly name: string; readonly email: string };
  readonly content: ReviewContent;
  /** How the approver may change it, where the kind lets them. */
  readonly edit: { readonly label: string; readonly fields: readonly EditField[] } | null;
  /** Hex. */
  readonly contentHash: string;
  /** The one that the link is for. */
  readonly requestVersion: number;
  readonly currentVersion: number;
  readonly amount: Money | null;
  readonly policyStage: {
    readonly name: string;
    readonly position: number;
    readonly of: number;
    /** Whether other stages are open at the same time. */
    readonly parallel: boolean;
    readonly rejection: Rejection;
    readonly quorumText: string;
  };
  /** What confirms a decision here beside the link. */
  readonly assurance: "link" | "code";
  /** Whose vote it is, where the approver sits for somebody else. */
  readonly decidesFor: string | null;
  readonly whyAsked: string | null;
  readonly earlierDecisions: readonly EarlierDecision[];
  /** Since when the request waits in this stage. */
  readonly openedAt: string | null;
  readonly deadlineAt: string | null;
  readonly approver: {
    readonly name: string;
    readonly email: string;
    readonly timeZone: string;
    readonly locale: string;
  };
  readonly commentRequiredFor: readonly ("reject" | "return")[];
  /** A rejection names one of these; none are asked for where there are none. */
  readonly reasonCodes: readonly string[];
  readonly decision: ShownDecision | null;
  readonly assignmentId: Id<"assignment">;
  readonly requestStatus: RequestStatus;
};

type StateFacts = {
  readonly requestStatus: RequestStatus;
  /** The request has a newer version than the one that the link is for. */
  readonly versionOutdated: boolean;
  readonly seatStatus: AssignmentStatus;
  readonly linkStatus: LinkStatus;
  readonly linkExpired: boolean;
  readonly deadlinePassed: boolean;
};

const seatState = ({ seatStatus, deadlinePassed, linkExpired, linkStatus }: StateFacts): ReviewState => {
  if (seatStatus === "reassigned" || seatStatus === "delegated") {
    return "handed_on";
  }
  if (seatStatus !== "open") {
    return "not_required";
  }
  if (deadlinePassed) {
    return "expired";
  }
  if (linkStatus === "revoked") {
    return "revoked";
  }
  if (linkExpired) {
    return "link_expired";
  }
  return linkStatus === "active" ? "open" : "superseded";
};

/** Pure: which page a link shows. What was recorded comes before what has since ended. */
export const reviewState = (facts: StateFacts): ReviewState => {
  if (facts.seatStatus === "decided" || facts.seatStatus === "recused") {
    return "decided";
  }
  switch (facts.requestStatus) {
    case "returned":
    case "withdrawn":
    case "canceled":
    case "expired":
      return facts.requestStatus;
    case "pending":
      return facts.versionOutdated ? "superseded" : seatState(facts);
    case "draft":
      return "superseded";
    case "approved":
    case "rejected":
      return "not_required";
  }
};
