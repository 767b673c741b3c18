import { lintConditions } from "./lint-conditions.ts";
import { lintDelegations } from "./lint-delegations.ts";
import type { Finding, LintInput } from "./lint-finding.ts";
import { lintLeftOut } from "./lint-left-out.ts";
import { lintOrder } from "./lint-order.ts";
import { lintPeople, unknownReferences } from "./lint-people.ts";
import { lintSeparation } from "./lint-separation.ts";
import { lintStages } from "./lint-stages.ts";

/** Findings that are told at once; errors go before warnings where there are more. */
const findingsMaxCount = 200;

/**
 * What in a policy document will not do what it says, in the order of its rules: each finding names the rule and says
 * how to mend it. The same document, people and moment always give the same findings.
 */
export const lint = (input: LintInput): readonly Finding[] => {
  const findings = [
    ...unknownReferences(input),
    ...lintOrder(input),
    ...lintConditions(input),
    ...lintLeftOut(input),
    ...lintPeople(input),
    ...lintStages(input),
    ...lintSeparation(input),
    ...lintDelegations(input),
  ];
  const told = new Set(
    [...withLevel("error", findings), ...withLevel("warning", findings)].slice(0, findingsMaxCount),
  );
  const places = new Map(input.rules.map(({ name }, index) => [name, index]));
  const placeOf = ({ rule }: Finding): number => places.get(rule) ?? 0;
  return findings
    .filter((finding) => told.has(finding))
    .toSorted((one, other) => placeOf(one) - placeOf(other));
};

const withLevel = (level: Finding["level"], findings: readonly Finding[]): readonly Finding[] =>
  findings.filter((finding) => finding.level === level);
