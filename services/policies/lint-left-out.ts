import { answerOf } from "./condition-answer.ts";
import { type Finding, type LintInput, stagesAt } from "./lint-finding.ts";

/** Stages that are asked for no request, and rules that may leave out all of their stages. */
export const lintLeftOut = ({ rules }: Pick<LintInput, "rules">): readonly Finding[] => [
  ...rules.flatMap((rule, index): Finding[] => {
    const isCertain =
      !("stages" in rule) || rule.stages.some(({ when }) => answerOf(when).answer === "always");
    const at = { rule: rule.name, stage: null, pointer: `/rules/${index}/stages` };
    return isCertain ? [] : [{ level: "error", ...at, message: nobodyLeft }];
  }),
  ...stagesAt(rules).flatMap(({ rule, definition, pointer }): Finding[] => {
    if (answerOf(definition.when).answer !== "never") return [];
    const at = { rule, stage: definition.name, pointer: `${pointer}/when` };
    return [{ level: "warning", ...at, message: neverAsked }];
  }),
];

const nobodyLeft =
  "every stage has a condition, so that nobody may be left to ask: let one stage stand without, or put the conditions into rules of their own";

const neverAsked = "its condition is never true: correct it, or take the stage out";
