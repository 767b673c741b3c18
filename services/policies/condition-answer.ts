import { compileCondition, type ConditionInput } from "./conditions.ts";

/** What a condition says of all requests; `form` is null where the answer is the same for every one. */
export type ConditionAnswer = {
  readonly answer: "always" | "never" | "depends";
  readonly form: string | null;
};

/** What is asked of a condition that asks about nothing. */
const nothing: ConditionInput = {
  amount: null,
  currency: null,
  payload: {},
  findings: {},
  requester: { memberId: null, email: "", name: "", attributes: {} },
  history: { requestsLast30Days: 0, totalLast30Days: 0 },
};

/** Whether a condition is true of every request, of none, or of some; one that is not there is always true. */
export const answerOf = (when: string | undefined): ConditionAnswer => {
  if (when === undefined) return { answer: "always", form: null };
  const condition = compileCondition(when);
  if (!condition.ok || !condition.isConstant)
    return { answer: "depends", form: condition.ok ? condition.form : when };
  const verdict = condition.evaluate(nothing);
  if (!verdict.ok) return { answer: "depends", form: condition.form };
  return { answer: verdict.matches ? "always" : "never", form: null };
};
