import { compileCondition } from "./conditions.ts";
import type { Finding, LintInput, SampleRequest } from "./lint-finding.ts";

/**
 * Conditions that cannot be answered: a request that such a rule is asked about is refused. An error where no payload
 * and no requester can be answered in every branch of it, a warning where some cannot.
 */
export const lintConditions = ({
  rules,
  samples,
}: Pick<LintInput, "rules" | "samples">): readonly Finding[] =>
  rules.flatMap(({ name, when }, index): Finding[] => {
    if (when === undefined) return [];
    const failures = samples.map((ofOne) => firstFailure(when, ofOne));
    const failure = failures.find((one) => one !== null) ?? null;
    if (failure === null) return [];
    const at = { rule: name, stage: null, pointer: `/rules/${index}/when` };
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
  });

/** Samples of one payload and requester differ by amount alone, which decides what of a condition is asked. */
const firstFailure = (when: string, samples: readonly SampleRequest[]): string | null => {
  const condition = compileCondition(when);
  // What does not compile is not saved.
  if (!condition.ok) return null;
  for (const { input, what } of samples) {
    const verdict = condition.evaluate(input);
    if (!verdict.ok) return `cannot be answered for ${what}: ${verdict.message}`;
  }
  return null;
};
