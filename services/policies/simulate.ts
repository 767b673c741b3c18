import { isDeepStrictEqual } from "node:util";
import type { Id } from "../../db/schema/columns.ts";
import { addMoney } from "../money/arithmetic.ts";
import type { Money } from "../money/model.ts";
import { approvalsOf } from "./approvals-of.ts";
import type { ConditionInput } from "./conditions.ts";
import { reasonOf } from "./describe-route.ts";
import { amountOf, type Evaluation, evaluate } from "./evaluate.ts";
import type { Directory, Rule } from "./model.ts";

/** Differences that are told one by one; more are only counted. */
const differencesMaxCount = 200;

/** A request as it was asked, and the rules that it was routed by. */
export type PastRequest = {
  readonly id: Id<"request">;
  readonly title: string;
  readonly input: ConditionInput;
  readonly policyId: Id<"policy">;
  readonly policyVersion: number;
  readonly rules: readonly Rule[];
};

/** What rules make of a request. `decisions`: how many people have to decide, at the fewest. */
export type SimulatedRoute = {
  readonly outcome: "auto_approved" | "auto_rejected" | "staged" | "refused";
  readonly rule: string | null;
  readonly stages: readonly { readonly name: string; readonly memberIds: readonly Id<"member">[] }[];
  readonly decisions: number;
  /** Why it is refused or rejected, or null. */
  readonly message: string | null;
};

export type Difference = {
  readonly requestId: Id<"request">;
  readonly title: string;
  readonly amount: Money | null;
  readonly before: SimulatedRoute & { readonly policyId: Id<"policy">; readonly policyVersion: number };
  readonly after: SimulatedRoute;
};

/** How many requests, and for how much: one sum a currency. */
export type Count = { readonly requests: number; readonly amounts: readonly Money[] };

export type Totals = {
  readonly autoApproved: Count;
  readonly staged: Count;
  /** By the policy itself. */
  readonly rejected: Count;
  /** Not taken at all. */
  readonly refused: Count;
  readonly decisions: number;
};

export type Simulation = {
  readonly requests: number;
  /** How many requests would go another way; the first of them are in `differences`. */
  readonly different: number;
  readonly differences: readonly Difference[];
  readonly before: Totals;
  readonly after: Totals;
};

const none: Count = { requests: 0, amounts: [] };
const noTotals: Totals = { autoApproved: none, staged: none, rejected: none, refused: none, decisions: 0 };
export const emptySimulation: Simulation = {
  requests: 0,
  different: 0,
  differences: [],
  before: noTotals,
  after: noTotals,
};

export type Draft = {
  readonly rules: readonly Rule[];
  /** The people as they are now, for both sides alike: what differs comes from the rules. */
  readonly directory: Directory;
  readonly now: Date;
};

/** Routes past requests by a draft and by the rules that they had, and adds what differs to what was found so far. */
export const simulate = (
  requests: readonly PastRequest[],
  draft: Draft,
  soFar: Simulation = emptySimulation,
): Simulation => requests.reduce((simulation, request) => addRequest(simulation, request, draft), soFar);

const addRequest = (simulation: Simulation, request: PastRequest, draft: Draft): Simulation => {
  const { directory, now } = draft;
  const amount = amountOf(request.input);
  const before = evaluate({ rules: request.rules, request: request.input, directory, now });
  const after = evaluate({ rules: draft.rules, request: request.input, directory, now });
  const isDifferent = !goTheSameWay(before, after);
  return {
    requests: simulation.requests + 1,
    different: simulation.different + (isDifferent ? 1 : 0),
    differences:
      isDifferent && simulation.differences.length < differencesMaxCount
        ? [...simulation.differences, toDifference(request, before, after)]
        : simulation.differences,
    before: addRoute(simulation.before, toRoute(before), amount),
    after: addRoute(simulation.after, toRoute(after), amount),
  };
};

/** Whether the same people are asked in the same way, whatever the rule's name. */
const goTheSameWay = (one: Evaluation, other: Evaluation): boolean =>
  one.outcome === "staged" && other.outcome === "staged"
    ? isDeepStrictEqual(one.stages, other.stages)
    : toRoute(one).outcome === toRoute(other).outcome;

const toDifference = (request: PastRequest, before: Evaluation, after: Evaluation): Difference => {
  const { id, title, policyId, policyVersion } = request;
  return {
    requestId: id,
    title,
    amount: amountOf(request.input),
    before: { ...toRoute(before), policyId, policyVersion },
    after: toRoute(after),
  };
};

const toRoute = (evaluation: Evaluation): SimulatedRoute => {
  const rule = "rule" in evaluation ? evaluation.rule : null;
  switch (evaluation.outcome) {
    case "auto_approved":
      return { outcome: "auto_approved", rule, stages: [], decisions: 0, message: null };
    case "auto_rejected":
      return { outcome: "auto_rejected", rule, stages: [], decisions: 0, message: reasonOf(evaluation) };
    case "staged":
      return {
        outcome: "staged",
        rule,
        stages: evaluation.stages.map(({ name, seats }) => ({
          name,
          memberIds: seats.map(({ memberId }) => memberId),
        })),
        decisions: evaluation.stages.reduce((sum, stage) => sum + approvalsOf(stage), 0),
        message: null,
      };
    case "no_match":
      return { outcome: "refused", rule, stages: [], decisions: 0, message: "no rule matches" };
    case "condition_failed":
    case "no_approver":
      return { outcome: "refused", rule, stages: [], decisions: 0, message: evaluation.message };
  }
};

const totalOf = {
  auto_approved: "autoApproved",
  auto_rejected: "rejected",
  staged: "staged",
  refused: "refused",
} as const;

const addRoute = (totals: Totals, { outcome, decisions }: SimulatedRoute, amount: Money | null): Totals => ({
  ...totals,
  [totalOf[outcome]]: addToCount(totals[totalOf[outcome]], amount),
  decisions: totals.decisions + decisions,
});

const addToCount = ({ requests, amounts }: Count, amount: Money | null): Count => ({
  requests: requests + 1,
  amounts: amount === null ? amounts : addToAmounts(amounts, amount),
});

const addToAmounts = (amounts: readonly Money[], amount: Money): readonly Money[] => {
  const isKnown = amounts.some(({ currency }) => currency === amount.currency);
  return isKnown
    ? amounts.map((sum) => (sum.currency === amount.currency ? addMoney(sum, amount) : sum))
    : [...amounts, amount].toSorted((one, other) => (one.currency < other.currency ? -1 : 1));
};
