import type {
  AssignmentStatus,
  DecisionOutcome,
  RequestStatus,
  StageStatus,
} from "../../db/schema/statuses.ts";
import type { ErrorCode } from "../errors.ts";

/** What the one decision function needs to know, read under the request's lock. */
export type DecisionFacts = {
  readonly now: Date;
  readonly request: {
    readonly status: RequestStatus;
    readonly version: number;
    readonly contentHash: string;
    readonly requesterId: string | null;
    readonly requesterEmail: string;
  };
  readonly stage: { readonly status: StageStatus; readonly deadlineAt: Date | null };
  readonly seat: {
    readonly status: AssignmentStatus;
    readonly memberId: string;
    readonly memberEmail: string;
    readonly memberActive: boolean;
    readonly recordedOutcome: DecisionOutcome | null;
  };
};

/** What somebody wants to decide, whatever the channel. */
export type DecisionAttempt = {
  readonly outcome: DecisionOutcome;
  readonly requestVersion: number;
  readonly actingMemberId: string | null;
  /** The hash of what the decider was shown, where the channel knows it. */
  readonly contentHash: string | null;
};

export type DecisionVerdict =
  | { readonly verdict: "record" }
  | { readonly verdict: "replay" }
  | { readonly verdict: "refuse"; readonly code: ErrorCode; readonly detail: string };

const refuse = (code: ErrorCode, detail: string): DecisionVerdict => ({ verdict: "refuse", code, detail });

const eligibility = (facts: DecisionFacts, attempt: DecisionAttempt): DecisionVerdict | null => {
  const { request, seat } = facts;
  if (attempt.actingMemberId !== null && attempt.actingMemberId !== seat.memberId) {
    return refuse("decision.not_eligible", "Only the person in this seat can decide it.");
  }
  const isRequester =
    seat.memberId === request.requesterId ||
    seat.memberEmail.toLowerCase() === request.requesterEmail.toLowerCase();
  if (isRequester) {
    return refuse("decision.not_eligible", "Nobody decides their own request.");
  }
  return seat.memberActive
    ? null
    : refuse("decision.not_eligible", "The person in this seat is no longer an active member.");
};

const currency = (facts: DecisionFacts, attempt: DecisionAttempt): DecisionVerdict | null => {
  const { now, request, stage } = facts;
  const sameContent = attempt.contentHash === null || attempt.contentHash === request.contentHash;
  if (attempt.requestVersion !== request.version || !sameContent) {
    return refuse(
      "decision.version_outdated",
      `The request has changed: version ${request.version} is the one to decide on.`,
    );
  }
  if (stage.deadlineAt !== null && now >= stage.deadlineAt) {
    return refuse("decision.deadline_passed", `The deadline was ${stage.deadlineAt.toISOString()}.`);
  }
  return null;
};

/**
 * The one decision function, pure: may this decision be recorded? A repetition of the recorded outcome is
 * replayed, another outcome refused, and everything else is checked in the order that tells the caller most.
 */
export const judge = (facts: DecisionFacts, attempt: DecisionAttempt): DecisionVerdict => {
  const { request, stage, seat } = facts;
  const notEligible = eligibility(facts, attempt);
  if (seat.recordedOutcome !== null) {
    const replayed = seat.recordedOutcome === attempt.outcome;
    return replayed
      ? (notEligible ?? { verdict: "replay" })
      : refuse("decision.recorded_otherwise", `This seat has already decided: ${seat.recordedOutcome}.`);
  }
  if (attempt.outcome !== "approve" && attempt.outcome !== "reject") {
    return refuse(
      "decision.outcome_unsupported",
      `"${attempt.outcome}" is not supported yet by this version.`,
    );
  }
  if (notEligible !== null) {
    return notEligible;
  }
  if (request.status !== "pending" || stage.status !== "active" || seat.status !== "open") {
    return refuse(
      "assignment.not_open",
      `The request is ${request.status}, the stage ${stage.status}, the seat ${seat.status}: there is nothing to decide.`,
    );
  }
  return currency(facts, attempt) ?? { verdict: "record" };
};
