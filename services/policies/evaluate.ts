import type { Requester } from "../requests/model.ts";
import type { PlannedStage, Quorum } from "../stages/model.ts";
import { approvalsNeeded } from "../stages/quorum.ts";
import { type ConditionInput, type ConditionVerdict, compileCondition } from "./conditions.ts";
import { durationSeconds } from "./durations.ts";
import type { Directory, Rule, StageDefinition } from "./model.ts";
import { type Seating, seatApprovers } from "./satisfy.ts";

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
  | { readonly outcome: "staged"; readonly rule: string; readonly stages: readonly PlannedStage[] }
  | { readonly outcome: "no_match" }
  | { readonly outcome: "condition_failed"; readonly rule: string; readonly message: string }
  | {
      readonly outcome: "no_approver";
      readonly rule: string;
      readonly stage: string;
      readonly message: string;
    };

/**
 * Routes a request by the first rule that matches it. The same input always gives the same answer. A condition
 * that cannot be answered stops the search: the next rule might approve what the failed one would have held.
 */
export const evaluate = ({ rules, request, directory, now }: EvaluationInput): Evaluation => {
  for (const rule of rules) {
    const verdict = ruleVerdict(rule, request);
    if (!verdict.ok) return { outcome: "condition_failed", rule: rule.name, message: verdict.message };
    if (!verdict.matches) continue;
    if ("autoApprove" in rule) return { outcome: "auto_approved", rule: rule.name };
    return planStages(rule, { requester: request.requester, directory, now });
  }
  return { outcome: "no_match" };
};

const ruleVerdict = ({ when }: Rule, request: ConditionInput): ConditionVerdict => {
  if (when === undefined) return { ok: true, matches: true };
  const condition = compileCondition(when);
  return condition.ok ? condition.evaluate(request) : condition;
};

type Situation = {
  readonly requester: Requester;
  readonly directory: Directory;
  readonly now: Date;
};

const planStages = (
  rule: { readonly name: string; readonly stages: readonly StageDefinition[] },
  { requester, directory, now }: Situation,
): Evaluation => {
  const stages: PlannedStage[] = [];
  for (const [index, stage] of rule.stages.entries()) {
    const seating = seatApprovers(stage.approvers, requester, directory);
    const message = quorumProblem(stage.quorum, seating);
    if (message !== null) return { outcome: "no_approver", rule: rule.name, stage: stage.name, message };
    stages.push({
      position: index + 1,
      name: stage.name,
      quorum: stage.quorum,
      rejection: stage.rejection,
      assurance: stage.assurance,
      deadlineSeconds: durationSeconds(stage.deadline, now),
      onDeadline: stage.onDeadline,
      seats: seating.seats,
    });
  }
  return { outcome: "staged", rule: rule.name, stages };
};

/** Why the seats cannot reach the quorum, and how to mend it; null if they can. */
const quorumProblem = (quorum: Quorum, { seats, missing }: Seating): string | null => {
  const needed = approvalsNeeded(quorum, seats.length);
  if (seats.length >= needed) return null;
  const why = missing.length === 0 ? "" : ` (${missing.join("; ")})`;
  const mend = needed > 1 ? "add approvers or lower the quorum" : "name someone else who can approve";
  return `it needs ${needed} of ${seats.length} seats${why}: ${mend}`;
};
