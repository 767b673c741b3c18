import type { PlannedSeat } from "../assignments/model.ts";
import type { Money } from "../money/model.ts";
import type { PlannedStage } from "../stages/model.ts";
import { approvalsNeeded } from "../stages/quorum.ts";
import { askedStages } from "./asked-stages.ts";
import { askCondition, type ConditionInput } from "./conditions.ts";
import { durationSeconds } from "./durations.ts";
import type { Approver, Directory, Rule, StageDefinition, StagedRule } from "./model.ts";
import { covers, type Seating, seatApprovers, type Situation } from "./satisfy.ts";

export type EvaluationInput = {
  readonly rules: readonly Rule[];
  readonly request: ConditionInput;
  readonly directory: Directory;
  /** Deadlines in months and years are counted from here. */
  readonly now: Date;
};

/** What a policy says of a request; `rule` and `stage` are names. */
export type Evaluation =
  | { readonly outcome: "auto_approved"; readonly rule: string }
  | {
      readonly outcome: "auto_rejected";
      readonly rule: string;
      readonly reasonCode: string;
      readonly comment: string | null;
    }
  | { readonly outcome: "staged"; readonly rule: string; readonly stages: readonly PlannedStage[] }
  | { readonly outcome: "no_match" }
  | {
      readonly outcome: "condition_failed";
      readonly rule: string;
      /** Null where it is the condition of the rule itself. */
      readonly stage: string | null;
      readonly message: string;
    }
  | {
      readonly outcome: "no_approver";
      readonly rule: string;
      /** Null where every stage is left out. */
      readonly stage: string | null;
      readonly message: string;
    };

/** A rule that stands before the one that matches, and what kept it from matching. */
export type PassedRule = { readonly rule: string; readonly why: "condition" | "cap" };

/** The first rule that matches a request, and those that were tried before it. */
export type Match = { readonly passedOver: readonly PassedRule[] } & (
  | { readonly outcome: "matched"; readonly rule: Rule }
  | { readonly outcome: "no_match" }
  | { readonly outcome: "condition_failed"; readonly rule: string; readonly message: string }
);

/**
 * Finds the first rule that matches; one that approves by itself up to an amount does not match more than that. A
 * condition that cannot be answered stops the search: the next rule might approve what the failed one would have held.
 */
export const firstMatch = (rules: readonly Rule[], request: ConditionInput): Match => {
  const amount = amountOf(request);
  const passedOver: PassedRule[] = [];
  for (const rule of rules) {
    const verdict = askCondition(rule.when, request);
    if (!verdict.ok)
      return { outcome: "condition_failed", rule: rule.name, message: verdict.message, passedOver };
    if (verdict.matches && (!("autoApprove" in rule) || isWithin(rule.upTo, amount)))
      return { outcome: "matched", rule, passedOver };
    passedOver.push({ rule: rule.name, why: verdict.matches ? "cap" : "condition" });
  }
  return { outcome: "no_match", passedOver };
};

/** Routes a request by the first rule that matches it. The same input always gives the same answer. */
export const evaluate = ({ rules, request, directory, now }: EvaluationInput): Evaluation => {
  const match = firstMatch(rules, request);
  if (match.outcome === "no_match") return { outcome: "no_match" };
  if (match.outcome === "condition_failed")
    return { outcome: "condition_failed", rule: match.rule, stage: null, message: match.message };
  const { rule } = match;
  if ("autoApprove" in rule) return { outcome: "auto_approved", rule: rule.name };
  if ("autoReject" in rule) {
    const { reasonCode, comment = null } = rule.autoReject;
    return { outcome: "auto_rejected", rule: rule.name, reasonCode, comment };
  }
  return planStages(rule, request, { directory, now });
};

export const isStaged = (rule: Rule): rule is StagedRule => "stages" in rule;

export const amountOf = ({ amount, currency }: ConditionInput): Money | null =>
  amount === null || currency === null ? null : { amount, currency };

/** A cap holds back what has no amount, or one in another currency. */
const isWithin = (cap: Money | undefined, amount: Money | null): boolean =>
  cap === undefined || (amount !== null && covers(cap, amount));

const allLeftOut =
  "no stage is asked, since none of their conditions is true: let one stand without a condition";

const planStages = (
  rule: StagedRule,
  request: ConditionInput,
  { directory, now }: Pick<EvaluationInput, "directory" | "now">,
): Evaluation => {
  const found = askedStages(rule, request);
  if (!found.ok)
    return { outcome: "condition_failed", rule: rule.name, stage: found.stage, message: found.message };
  if (found.asked.length === 0)
    return { outcome: "no_approver", rule: rule.name, stage: null, message: allLeftOut };
  const situation = { requester: request.requester, amount: amountOf(request), directory, now };
  const stages: PlannedStage[] = [];
  for (const { definition: stage, position } of found.asked) {
    const seating = seatStage(stage, situation);
    const message = quorumProblem(stage, seating);
    if (message !== null) return { outcome: "no_approver", rule: rule.name, stage: stage.name, message };
    stages.push({
      position,
      name: stage.name,
      quorum: stage.quorum,
      rejection: stage.rejection,
      separation: rule.separation ?? {},
      onReject: stage.onReject ?? {},
      assurance: assuranceOf(stage.assurance, situation.amount),
      ...timingOf(stage, situation),
      seats: seating.seats,
    });
  }
  return { outcome: "staged", rule: rule.name, stages };
};

/** An amount that cannot be compared counts as above every bound. */
const assuranceOf = (assurance: StageDefinition["assurance"], amount: Money | null): "link" | "code" => {
  if (typeof assurance === "string") return assurance;
  return amount !== null && covers(assurance.codeAbove, amount) ? "link" : "code";
};

const timingOf = (
  stage: StageDefinition,
  { amount, now }: Situation & { readonly now: Date },
): Pick<PlannedStage, "deadlineSeconds" | "onDeadline" | "reminderSeconds" | "escalation"> => ({
  deadlineSeconds: durationSeconds(stage.deadline, now),
  onDeadline:
    stage.onDeadline === "approve" && !isWithin(stage.approveUpTo, amount) ? "expire" : stage.onDeadline,
  reminderSeconds: (stage.reminders ?? [])
    .map((reminder) => durationSeconds(reminder, now))
    .toSorted((one, other) => one - other),
  escalation: (stage.escalation ?? [])
    .map(({ after, to }) => ({ afterSeconds: durationSeconds(after, now), to }))
    .toSorted((one, other) => one.afterSeconds - other.afterSeconds),
});

/** Seats those who are named, or, where that leaves nobody, those who are named for this. */
export const seatStage = (stage: StageDefinition, situation: Situation): Seating => {
  const named = seatApprovers(stage.approvers, situation);
  if (named.seats.length > 0 || stage.whenNobody === "fail") return named;
  const seating = seatApprovers(fallbackOf(stage), situation);
  const seats = seating.seats.map(({ memberId }) => ({ memberId, reason: { type: "fallback" as const } }));
  return { seats, missing: [...named.missing, ...seating.missing] };
};

/** Who is asked when nobody who is named can sit in a stage. */
export const fallbackOf = ({ whenNobody }: Pick<StageDefinition, "whenNobody">): readonly Approver[] => {
  if (whenNobody === "fail") return [];
  return whenNobody === "tenantAdmin" ? [{ role: "tenant_admin" }] : whenNobody.approvers;
};

/** Why the seats cannot reach the quorum, and how to mend it; null if they can. */
const quorumProblem = (stage: StageDefinition, { seats, missing }: Seating): string | null => {
  const why = missing.length === 0 ? "" : ` (${missing.join("; ")})`;
  for (const { count, of } of electorates(stage, seats)) {
    const needed = approvalsNeeded(stage.quorum, count);
    if (count >= needed) continue;
    const mend = needed > 1 ? "add approvers or lower the quorum" : "name someone else who can approve";
    return `it needs ${needed} of ${count} seats${of}${why}: ${mend}`;
  }
  return null;
};

type Electorate = { readonly count: number; readonly of: string };

/**
 * The seats that a quorum is counted over: all of them, or those of each group that the stage names. A group that has
 * none still wants its own: else who asks as its only member would pass it by.
 */
const electorates = (
  { quorum, approvers }: StageDefinition,
  seats: readonly PlannedSeat[],
): readonly Electorate[] => {
  const isPerGroup = typeof quorum === "object" && "perGroup" in quorum;
  const isOfGroups = seats.some(({ reason }) => reason.type === "group");
  if (!isPerGroup || !isOfGroups) return [{ count: seats.length, of: "" }];
  const groupIds = new Set(approvers.flatMap((approver) => ("group" in approver ? [approver.group] : [])));
  return [...groupIds].map((groupId) => ({
    count: seats.filter(({ reason }) => reason.type === "group" && reason.groupId === groupId).length,
    of: ` of the group ${groupId}`,
  }));
};
