import type { DelegationEdge, Finding, LintInput } from "./lint-finding.ts";
import { nameOf } from "./lint-people.ts";
import { activePeople } from "./lint-reach.ts";
import { namedApprovers } from "./named-approvers.ts";

/** Approvers whose delegations lead back to themselves, so that nobody would be left to ask. */
export const lintDelegations = ({
  rules,
  directory,
  delegations,
}: Pick<LintInput, "rules" | "directory" | "delegations">): readonly Finding[] => {
  const circles = circlesOf(delegations);
  if (circles.size === 0) return [];
  return namedApprovers(rules).flatMap(({ approver, rule, stage, pointer }): Finding[] => {
    const inCircle = activePeople(approver, directory).find((id) => circles.has(id));
    const circle = inCircle === undefined ? undefined : circles.get(inCircle);
    if (circle === undefined) return [];
    const names = circle.map((id) => nameOf(id, directory)).join(" to ");
    const message = `delegations run in a circle, ${names}: end one of them`;
    return [{ level: "warning", rule, stage, pointer, message }];
  });
};

/** Everybody whose delegations lead back to them, with the way round. */
const circlesOf = (delegations: readonly DelegationEdge[]): ReadonlyMap<string, readonly string[]> => {
  const delegates = Map.groupBy(delegations, ({ principalId }) => principalId as string);
  const circles = new Map<string, readonly string[]>();
  for (const principal of delegates.keys()) {
    const circle = wayBack(principal, delegates);
    if (circle !== null) circles.set(principal, circle);
  }
  return circles;
};

/** The shortest way from somebody through their delegates back to them, or null. */
const wayBack = (
  principal: string,
  delegates: ReadonlyMap<string, readonly DelegationEdge[]>,
): readonly string[] | null => {
  const passed = new Set<string>();
  let ways: readonly (readonly string[])[] = [[principal]];
  while (ways.length > 0) {
    const longer: (readonly string[])[] = [];
    for (const way of ways)
      for (const { delegateId } of delegates.get(way.at(-1) ?? "") ?? []) {
        if (delegateId === principal) return [...way, principal];
        if (!passed.has(delegateId)) longer.push([...way, delegateId]);
        passed.add(delegateId);
      }
    ways = longer;
  }
  return null;
};
