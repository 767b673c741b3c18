import { askCondition } from "./conditions.ts";
import type { Finding, LintInput, SampleRequest } from "./lint-finding.ts";
import type { Rule } from "./model.ts";

type Samples = LintInput["samples"];
type Place = Pick<Finding, "rule" | "stage" | "pointer">;

/**
 * Conditions that cannot be answered: a request that such a rule or stage is asked about is refused. An error where no
 * payload and no requester can be answered in every branch of it, a warning where some cannot.
 */
export const lintConditions = ({
  rules,
  samples,
}: Pick<LintInput, "rules" | "samples">): readonly Finding[] =>
  rules.flatMap((rule, index) => [
    ...findingsOf(rule.when, samples, { rule: rule.name, stage: null, pointer: `/rules/${index}/when` }),
    ...stageFindings(rule, samples, `/rules/${index}/stages`),
  ]);

/**
 * A stage's condition is asked only of what its rule is true of. Where that is no sample, it is tried on all of them,
 * and what fails then is a suspicion.
 */
const stageFindings = (rule: Rule, samples: Samples, pointer: string): readonly Finding[] => {
  if (!("stages" in rule)) return [];
  const asked = samples
    .map((ofOne) => ofOne.filter(({ input }) => isTrue(rule.when, input)))
    .filter((ofOne) => ofOne.length > 0);
  return rule.stages.flatMap(({ name, when }, index): readonly Finding[] => {
    const at = { rule: rule.name, stage: name, pointer: `${pointer}/${index}/when` };
    if (asked.length > 0) return findingsOf(when, asked, at);
    return findingsOf(when, samples, at)
      .filter(({ level }) => level === "error")
      .map((finding) => ({ ...finding, level: "warning" }));
  });
};

const isTrue = (when: string | undefined, input: SampleRequest["input"]): boolean => {
  const verdict = askCondition(when, input);
  return verdict.ok && verdict.matches;
};

const findingsOf = (when: string | undefined, samples: Samples, at: Place): readonly Finding[] => {
  if (when === undefined) return [];
  const failures = samples.map((ofOne) => firstFailure(when, ofOne));
  const failure = failures.find((one) => one !== null) ?? null;
  if (failure === null) return [];
  return failures.includes(null)
    ? [
        {
          level: "warning",
          ...at,
          message: `${failure}; ask first whether it is there, with has() or size()`,
        },
      ]
    : [
        {
          level: "error",
          ...at,
          message: `${failure}; correct the name, or ask first whether it is there`,
        },
      ];
};

/** Samples of one payload and requester differ by amount alone, which decides what of a condition is asked. */
const firstFailure = (when: string, samples: readonly SampleRequest[]): string | null => {
  for (const { input, what } of samples) {
    // What does not compile is not saved.
    const verdict = askCondition(when, input);
    if (!verdict.ok) return `cannot be answered for ${what}: ${verdict.message}`;
  }
  return null;
};
