import type { TimerDefinition } from "../../services/runs/definitions.ts";
import type { OnboardingPayload } from "./payload.ts";
import { checkInMoment, equipmentMoment, probationMoment, receiptMoment, startMoment } from "./plan.ts";
import { plannedOf } from "./subject.ts";

/** When an onboarding goes on. All of it follows from the first day, and moves with it. */
export const onboardingTimers = {
  "start-day": { at: ({ payload }) => startMoment(payload) },
  "equipment-day": { at: (subject) => equipmentMoment(plannedOf(subject)) },
  "receipt-day": { at: (subject) => receiptMoment(plannedOf(subject)) },
  "check-in-30-day": { at: (subject) => checkInMoment(plannedOf(subject), 30) },
  "check-in-60-day": { at: (subject) => checkInMoment(plannedOf(subject), 60) },
  "probation-day": { at: (subject) => probationMoment(plannedOf(subject)) },
  "check-in-90-day": { at: (subject) => checkInMoment(plannedOf(subject), 90) },
} as const satisfies Readonly<Record<string, TimerDefinition<OnboardingPayload>>>;
