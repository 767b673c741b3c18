import type { Id } from "../../db/schema/columns.ts";
import type { PlannedSeat, SeatReason } from "../assignments/model.ts";
import type { PlannedStage } from "../stages/model.ts";
import { approvalsOf } from "./approvals-of.ts";
import { askedStages } from "./asked-stages.ts";
import { describeReason } from "./describe-reason.ts";
import {
  amountOf,
  type Evaluation,
  evaluate,
  type EvaluationInput,
  firstMatch,
  isStaged,
  seatStage,
} from "./evaluate.ts";
import type { Directory, StageDefinition } from "./model.ts";

type DescribedSeat = {
  readonly memberId: Id<"member">;
  readonly memberName: string;
  readonly memberEmail: string;
  readonly reason: SeatReason;
  /** The rest of a sentence that begins with the name. */
  readonly why: string;
};

type DescribedStage = Pick<
  PlannedStage,
  "position" | "name" | "quorum" | "rejection" | "assurance" | "onDeadline" | "deadlineSeconds"
> & {
  readonly approvalsNeeded: number;
  readonly seats: readonly DescribedSeat[];
  /** Why those have no seat whom the stage names, and who cannot sit there. */
  readonly missing: readonly string[];
};

/** Who would be asked for a request, in which order and why. Stages of one position are asked at the same time. */
export type DescribedRoute = {
  readonly outcome: Evaluation["outcome"];
  readonly rule: string | null;
  readonly message: string;
  /** Rules that were tried before, and why they do not match. */
  readonly passedOver: readonly { readonly rule: string; readonly why: string }[];
  readonly stages: readonly DescribedStage[];
  /** Stages of the rule that are not asked for this request, and why. */
  readonly leftOut: readonly { readonly stage: string; readonly why: string }[];
};

/** What the rules say of a request, in words. */
export const describeRoute = (input: EvaluationInput): DescribedRoute => {
  const { rules, request, directory } = input;
  const evaluation = evaluate(input);
  const situation = { requester: request.requester, amount: amountOf(request), directory };
  const describeStage = (stage: PlannedStage, definition: StageDefinition): DescribedStage => ({
    position: stage.position,
    name: stage.name,
    quorum: stage.quorum,
    approvalsNeeded: approvalsOf(stage),
    rejection: stage.rejection,
    assurance: stage.assurance,
    deadlineSeconds: stage.deadlineSeconds,
    onDeadline: stage.onDeadline,
    seats: stage.seats.map((seat) => describeSeat(seat, directory)),
    missing: seatStage(definition, situation).missing,
  });
  const match = firstMatch(rules, request);
  const rule = match.outcome === "matched" && isStaged(match.rule) ? match.rule : null;
  const stages = evaluation.outcome === "staged" ? evaluation.stages : [];
  const found = rule === null ? null : askedStages(rule, request);
  return {
    outcome: evaluation.outcome,
    rule: "rule" in evaluation ? evaluation.rule : null,
    message: messageOf(evaluation),
    passedOver: match.passedOver.map(({ rule, why }) => ({ rule, why: passedBy[why] })),
    stages: stages.flatMap((stage) =>
      (rule?.stages ?? []).filter(({ name }) => name === stage.name).map((one) => describeStage(stage, one)),
    ),
    leftOut: (found?.ok === true ? found.leftOut : []).map(({ name }) => ({ stage: name, why: notAsked })),
  };
};

const describeSeat = ({ memberId, reason }: PlannedSeat, directory: Directory): DescribedSeat => {
  const member = directory.members.get(memberId);
  return {
    memberId,
    memberName: member?.name ?? memberId,
    memberEmail: member?.email ?? "",
    reason,
    why: describeReason(reason, directory),
  };
};

/** Why a rule does not match a request. */
export const passedBy = {
  condition: "its condition is not true of this request",
  cap: "the amount is more than it may approve by itself",
} as const;

/** What a rule says that rejects by itself. */
export const reasonOf = ({ reasonCode, comment = null }: Reason): string =>
  comment === null ? reasonCode : `${reasonCode} (${comment})`;

type Reason = { readonly reasonCode: string; readonly comment?: string | null };

/** Why a stage of the rule that matches is left out. */
export const notAsked = "is not asked because its condition is not true";

const messageOf = (evaluation: Evaluation): string => {
  switch (evaluation.outcome) {
    case "auto_approved":
      return `The rule "${evaluation.rule}" approves it at once: nobody is asked.`;
    case "auto_rejected":
      return `The rule "${evaluation.rule}" rejects it at once: ${reasonOf(evaluation)}. Nobody is asked.`;
    case "staged":
      return `The rule "${evaluation.rule}" matches: ${evaluation.stages.map(({ name }) => `"${name}"`).join(", ")}.`;
    case "no_match":
      return 'No rule matches: the request would be refused. Add a rule without "when" as the last.';
    case "condition_failed":
      return `The condition of ${placeOf(evaluation)} fails, and the request would be refused: ${evaluation.message}.`;
    case "no_approver":
      return evaluation.stage === null
        ? `Nobody is asked by the rule "${evaluation.rule}", and the request would be refused: ${evaluation.message}.`
        : `The stage "${evaluation.stage}" of the rule "${evaluation.rule}" cannot be decided, and the request would be refused: ${evaluation.message}.`;
  }
};

const placeOf = ({ rule, stage }: { readonly rule: string; readonly stage: string | null }): string =>
  stage === null ? `the rule "${rule}"` : `the stage "${stage}" of the rule "${rule}"`;
