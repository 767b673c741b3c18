import type { AssessmentDefinition } from "../../services/runs/definitions.ts";
import type { OnboardingPayload } from "./payload.ts";
import { eligibilityMoment, preparedBy } from "./plan.ts";
import { plannedOf } from "./subject.ts";

const millisecondsPerSecond = 1_000;

const secondsUntil = (moment: Date, now: Date): number =>
  Math.max(1, Math.ceil((moment.getTime() - now.getTime()) / millisecondsPerSecond));

/** Nobody starts without these, unless the head of HR says so. */
const unclearOf = (findings: Readonly<Record<string, unknown>>): readonly string[] => [
  ...(findings["contract"] === "signed" ? [] : ["contract"]),
  ...(findings["backgroundCheck"] === "clear" ? [] : ["backgroundCheck"]),
];

/** What the flow has to know of the payload, and whether all is clear. */
export const onboardingAssessments = {
  preparation: {
    judge: ({ payload }, { now }) => ({
      finds: {},
      tells: {
        systems: payload.access.length,
        hasEquipment: payload.equipment.length > 0,
        hasPapers: payload.documents.length > 0 || payload.country === "US",
        waitSeconds: secondsUntil(preparedBy(payload, now), now),
      },
    }),
  },
  clearance: {
    judge: ({ findings }) => {
      const unclear = unclearOf(findings);
      return { finds: { unclear }, tells: { isClear: unclear.length === 0 } };
    },
  },
  eligibility: {
    judge: (subject, { now }) => ({
      finds: {},
      tells: {
        isAsked: subject.payload.country === "US",
        waitSeconds: secondsUntil(eligibilityMoment(plannedOf(subject)), now),
      },
    }),
  },
} as const satisfies Readonly<Record<string, AssessmentDefinition<OnboardingPayload>>>;
