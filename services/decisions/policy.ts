import type {
  AssignmentStatus,
  AssuranceLevel,
  DecisionOutcome,
  RequestStatus,
  StageStatus,
} from "../../db/schema/statuses.ts";
import type { ErrorCode } from "../errors.ts";
import type { FieldError } from "../kinds/model.ts";
import type { OnReject, Separation } from "../stages/model.ts";
import { type Person, separationProblem, type Vote } from "./separation.ts";

/** What the one decision function needs to know, read under the request's lock. */
export type DecisionFacts = {
  readonly now: Date;
  readonly request: {
    readonly status: RequestStatus;
    readonly version: number;
    readonly contentHash: string;
    readonly requester: { readonly id: string | null; readonly email: string };
  };
  readonly stage: {
    readonly id: string;
    readonly name: string;
    readonly status: StageStatus;
    readonly deadlineAt: Date | null;
    readonly assurance: AssuranceLevel;
    readonly separation: Separation;
    readonly onReject: OnReject;
  };
  readonly seat: {
    readonly status: AssignmentStatus;
    readonly member: Person;
    readonly memberActive: boolean;
    /** It, or its vote, is software's, which never decides, however it came to the seat. */
    readonly isAgents: boolean;
    /** Whose vote it is where a delegate sits. */
    readonly principal: Person | null;
    readonly recordedOutcome: DecisionOutcome | null;
  };
  /** The other seats of this round that have approved or rejected. */
  readonly votes: readonly Vote[];
};

/** What somebody wants to decide, whatever the channel. */
export type DecisionAttempt = {
  readonly outcome: DecisionOutcome;
  readonly comment: string | null;
  readonly reasonCode: string | null;
  readonly requestVersion: number;
  readonly actingMemberId: string | null;
  readonly assurance: AssuranceLevel;
  /** The hash of what the decider was shown, where the channel knows it. */
  readonly contentHash: string | null;
};

type Refusal = {
  readonly verdict: "refuse";
  readonly code: ErrorCode;
  readonly detail: string;
  readonly errors: readonly FieldError[];
};
export type DecisionVerdict = { readonly verdict: "record" } | { readonly verdict: "replay" } | Refusal;

const refuse = (code: ErrorCode, detail: string, errors: readonly FieldError[] = []): Refusal => ({
  verdict: "refuse",
  code,
  detail,
  errors,
});

const holder = ({ seat }: DecisionFacts, { actingMemberId }: DecisionAttempt): Refusal | null => {
  if (actingMemberId !== null && actingMemberId !== seat.member.id)
    return refuse("decision.not_eligible", "Only the person in this seat can decide it.");
  if (seat.isAgents) return refuse("decision.not_eligible", "An agent never decides.");
  return seat.memberActive
    ? null
    : refuse("decision.not_eligible", "The person in this seat is no longer an active member.");
};

/** Whoever may not decide may still recuse themselves: that is what they should do. */
const separation = (facts: DecisionFacts, { outcome }: DecisionAttempt): Refusal | null => {
  const { request, stage, seat, votes } = facts;
  if (outcome === "recuse") return null;
  const problem = separationProblem({
    requester: request.requester,
    stage,
    rules: stage.separation,
    people: seat.principal === null ? [seat.member] : [seat.member, seat.principal],
    votes,
  });
  return problem === null ? null : refuse("decision.not_eligible", problem);
};

const openness = ({ request, stage, seat }: DecisionFacts): Refusal | null =>
  request.status === "pending" && stage.status === "active" && seat.status === "open"
    ? null
    : refuse(
        "assignment.not_open",
        `The request is ${request.status}, the stage ${stage.status}, the seat ${seat.status}: there is nothing to decide.`,
      );

const currency = ({ now, request, stage }: DecisionFacts, attempt: DecisionAttempt): Refusal | null => {
  const sameContent = attempt.contentHash === null || attempt.contentHash === request.contentHash;
  if (attempt.requestVersion !== request.version || !sameContent)
    return refuse(
      "decision.version_outdated",
      `The request has changed: version ${request.version} is the one to decide on.`,
    );
  if (stage.deadlineAt !== null && now >= stage.deadlineAt)
    return refuse("decision.deadline_passed", `The deadline was ${stage.deadlineAt.toISOString()}.`);
  return null;
};

/** A tenant's own system, known by its key, answers for its people; a link alone does not where a code is asked for. */
const assurance = ({ stage }: DecisionFacts, attempt: DecisionAttempt): Refusal | null =>
  stage.assurance === "code" && attempt.assurance === "link"
    ? refuse("decision.assurance_too_low", "This stage is decided with a mailed code, not by a link alone.")
    : null;

const reasons = ({ stage }: DecisionFacts, attempt: DecisionAttempt): Refusal | null => {
  if (attempt.outcome !== "reject") return null;
  const { comment, reasonCodes } = stage.onReject;
  const errors: FieldError[] = [];
  if (comment === true && (attempt.comment ?? "").trim() === "")
    errors.push({ pointer: "/comment", message: "is required with a rejection" });
  if (reasonCodes !== undefined && !reasonCodes.includes(attempt.reasonCode ?? ""))
    errors.push({ pointer: "/reasonCode", message: `must be one of ${reasonCodes.join(", ")}` });
  return errors.length === 0
    ? null
    : refuse("decision.reason_required", "This stage wants to know why it is rejected.", errors);
};

/**
 * The one decision function, pure: may this decision be recorded? A repetition of the recorded outcome is
 * replayed, another outcome refused, and everything else is checked in the order that tells the caller most.
 */
export const judge = (facts: DecisionFacts, attempt: DecisionAttempt): DecisionVerdict => {
  const { recordedOutcome } = facts.seat;
  const notHolder = holder(facts, attempt);
  if (recordedOutcome !== null)
    return recordedOutcome === attempt.outcome
      ? (notHolder ?? { verdict: "replay" })
      : refuse("decision.recorded_otherwise", `This seat has already decided: ${recordedOutcome}.`);
  return (
    notHolder ??
    separation(facts, attempt) ??
    openness(facts) ??
    currency(facts, attempt) ??
    assurance(facts, attempt) ??
    reasons(facts, attempt) ?? { verdict: "record" }
  );
};
