import { accessMaxCount, type OnboardingPayload } from "./payload.ts";
import { preparedBy } from "./plan.ts";
import { cannotBeDone, type Definition, newHireFacts, newHireInput, performedBy } from "./subject.ts";

export type AccessStep = `approve-access-${number}`;

/** The step at which the owner of the payload's nth system is asked, from 0. */
export const accessStep = (index: number): AccessStep => `approve-access-${index + 1}`;

/** Found when the owner of the nth system has said yes. */
const accessFinding = (index: number): string => `access${index + 1}`;

const accessOf = ({ access }: OnboardingPayload, index: number) => {
  const found = access[index];
  if (found === undefined) {
    throw new Error(`there is no ${index + 1}th system to get access to`);
  }
  return found;
};

const definitionOf = (index: number): Definition => ({
  type: "access.approve",
  dueAt: ({ payload }, { plannedAt }) => preparedBy(payload, plannedAt),
  performer: ({ payload }) => performedBy(accessOf(payload, index).owner),
  input: ({ payload }) => {
    const { system, role } = accessOf(payload, index);
    return { ...newHireInput(payload), system, ...(role === undefined ? {} : { role }) };
  },
  byHand: ({ payload }) => {
    const { system, role } = accessOf(payload, index);
    return {
      title: `Access to ${system}: ${payload.newHire.name}`,
      instructions: "You own this system. May the new hire use it from the first day on?",
      facts: [
        ...newHireFacts(payload),
        { label: "System", value: system },
        ...(role === undefined ? [] : [{ label: "Role", value: role }]),
      ],
      answers: [
        { name: "grant", label: "Grant access", tone: "good", outcome: "completed" },
        {
          ...cannotBeDone,
          name: "refuse",
          label: "Refuse access",
          reasonCode: "access_refused",
        },
      ],
    };
  },
  finds: () => ({ [accessFinding(index)]: true }),
});

/** One a system that may be asked for. */
export const accessTasks: Readonly<Record<AccessStep, Definition>> = Object.fromEntries(
  Array.from({ length: accessMaxCount }, (_none, index) => [accessStep(index), definitionOf(index)]),
);

/** The systems whose owners have said yes. */
export const grantedAccess = (
  { access }: OnboardingPayload,
  findings: Readonly<Record<string, unknown>>,
): OnboardingPayload["access"] => access.filter((_one, index) => findings[accessFinding(index)] === true);

/** Before any owner has said yes. */
export const noAccess: Readonly<Record<string, boolean>> = Object.fromEntries(
  Array.from({ length: accessMaxCount }, (_none, index) => [accessFinding(index), false]),
);
