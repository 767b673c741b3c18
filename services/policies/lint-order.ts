import type { Money } from "../money/model.ts";
import { answerOf, type ConditionAnswer } from "./condition-answer.ts";
import { isStaged } from "./evaluate.ts";
import type { Finding, LintInput } from "./lint-finding.ts";
import type { AutoApproveRule, Rule } from "./model.ts";
import { covers } from "./satisfy.ts";

/** Rules that stand where they can never match, and rules that approve more than they seem to. */
export const lintOrder = ({ rules }: Pick<LintInput, "rules">): readonly Finding[] => {
  const before: Ender[] = [];
  return rules.flatMap((rule, index): readonly Finding[] => {
    const at = { rule: rule.name, stage: null, pointer: `/rules/${index}` };
    const condition = answerOf(rule.when);
    if (condition.answer === "never")
      return [{ level: "warning", ...at, pointer: `${at.pointer}/when`, message: neverTrue } as const];
    const ender = before.find((earlier) => takesAll(earlier, rule, condition));
    if (ender !== undefined) return [{ level: "error", ...at, message: deadMessage(ender) } as const];
    const staged = before.find((earlier) => isStaged(earlier.rule))?.rule.name ?? null;
    before.push({ rule, ...condition });
    if ("autoApprove" in rule) return autoApproveFindings(rule, at, staged);
    const isOfAll = "autoReject" in rule && condition.answer === "always" && index < rules.length - 1;
    return isOfAll ? [{ level: "error", ...at, message: rejectsAll }] : [];
  });
};

const rejectsAll =
  "rejects every request that no rule before it takes: give it a condition, or put it at the end";
const neverTrue = "its condition is never true: correct it, or take the rule out";

type Ender = ConditionAnswer & { readonly rule: Rule };

/** Whether the earlier rule ends the search for every request that the later one could match. */
const takesAll = (earlier: Ender, later: Rule, condition: ConditionAnswer): boolean => {
  const asksTheSame = earlier.answer === "always" || earlier.form === condition.form;
  const cap = capOf(earlier.rule);
  return asksTheSame && (cap === null || isCappedWithin(capOf(later), cap));
};

const isCappedWithin = (later: Money | null, earlier: Money): boolean =>
  later !== null && covers(earlier, later);

const capOf = (rule: Rule): Money | null => ("autoApprove" in rule ? (rule.upTo ?? null) : null);

const deadMessage = ({ rule, answer }: Ender): string =>
  answer === "always"
    ? `can never match, since the rule "${rule.name}" before it matches every request: put it before that rule, or give that rule a condition`
    : `can never match, since the rule "${rule.name}" before it has the same condition: take one of them out, or change its condition`;

const autoApproveFindings = (
  rule: AutoApproveRule,
  at: Pick<Finding, "rule" | "stage" | "pointer">,
  staged: string | null,
): readonly Finding[] => [
  ...(rule.upTo === undefined
    ? [{ level: "warning", ...at, message: 'approves any amount by itself: say in "upTo" how much' } as const]
    : []),
  ...(staged === null
    ? []
    : [
        {
          level: "warning",
          ...at,
          message: `approves what the staged rule "${staged}" before it leaves over: put rules that approve by themselves first, or people at the end`,
        } as const,
      ]),
];
