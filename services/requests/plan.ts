import { readPastHistories } from "../../db/queries/recent-requests.ts";
import { readHistory } from "../../db/queries/request-history.ts";
import type { Id } from "../../db/schema/columns.ts";
import { DomainError } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";
import type { Findings } from "../kinds/model.ts";
import { readDirectory } from "../members/read-directory.ts";
import type { Money } from "../money/model.ts";
import { type Evaluation, evaluate } from "../policies/evaluate.ts";
import type { Rule } from "../policies/model.ts";
import type { Requester } from "./model.ts";

export type Planned = Exclude<
  Evaluation,
  { readonly outcome: "no_match" | "condition_failed" | "no_approver" }
>;
export type PolicyInForce = {
  readonly name: string;
  readonly version: number;
  readonly rules: readonly Rule[];
};

export type PlanInput = {
  /** The request once it is stored: its history is that of before it, as it was when it was asked. */
  readonly requestId?: Id<"request">;
  readonly policy: PolicyInForce;
  readonly requester: Requester;
  readonly amount: Money | null;
  readonly payload: unknown;
  /** What is known of the request, beside what its kind finds nothing of (`knownFindings`). */
  readonly findings: Findings;
  readonly now: Date;
};

/** Reads what the policy needs to know and evaluates it: who is to approve, in which order. */
export const evaluatePolicy = async (ctx: UnitContext, input: PlanInput): Promise<Evaluation> => {
  const { policy, requester, amount, payload, findings, now } = input;
  const ids = input.requestId === undefined ? [] : [input.requestId];
  const [past] = await readPastHistories(ctx.unit.tx, ctx.tenantId, ids);
  const history = past ?? (await readHistory(ctx.unit.tx, ctx.tenantId, requester.email));
  const directory = await readDirectory(ctx.unit.tx, ctx.tenantId);
  return evaluate({
    rules: policy.rules,
    request: {
      // Null for a kind without an amount: a condition on it then fails, rather than finding nothing to pay.
      amount: amount?.amount ?? null,
      currency: amount?.currency ?? null,
      payload,
      findings,
      requester,
      history,
    },
    directory,
    now,
  });
};

/** The plan, or the error that names the policy and says what is wrong with it. */
export const requirePlan = (evaluation: Evaluation, policy: PolicyInForce): Planned => {
  const named = `Policy "${policy.name}" (version ${policy.version})`;
  switch (evaluation.outcome) {
    case "no_match":
      throw new DomainError("policy.no_match", {
        detail: `${named} has no rule that matches this request. Add a rule without "when" as its last.`,
      });
    case "condition_failed":
      throw new DomainError("policy.condition_failed", {
        detail: `${named}, ${placeOf(evaluation)}: the condition failed: ${evaluation.message}`,
      });
    case "no_approver":
      throw new DomainError("policy.no_approver", {
        detail: `${named}, ${placeOf(evaluation)}: ${evaluation.message}`,
      });
    case "auto_approved":
    // It is asked and answered: the request is stored, and its run rejects it.
    case "auto_rejected":
    case "staged":
      return evaluation;
  }
};

const placeOf = ({ rule, stage }: { readonly rule: string; readonly stage: string | null }): string =>
  stage === null ? `rule "${rule}"` : `rule "${rule}", stage "${stage}"`;
