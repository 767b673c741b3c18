import type { Findings, KindFacts, PastRequest } from "../../services/kinds/model.ts";
import { noAccess } from "./access-tasks.ts";
import { addBusinessDays, dayOf, daysBetween } from "./business-days.ts";
import type { OnboardingPayload } from "./payload.ts";
import type { OnboardingSettings } from "./settings.ts";

const emailKey = ({ newHire }: OnboardingPayload): string => `email:${newHire.email.toLowerCase()}`;

/** By the new hire. */
export const onboardingKeys = (payload: OnboardingPayload): readonly string[] => [emailKey(payload)];

/** What a policy reads as `findings` when nothing was found. */
export const noOnboardingFindings: Findings = {
  daysToStart: 0,
  /** Equipment that is ordered today may not be there on the first day. */
  isShortNotice: false,
  /** Other onboardings of the same address that are open or under way. */
  duplicates: 0,
  /** "signed" */
  contract: "",
  /** "clear", or what the check says instead. */
  backgroundCheck: "",
  accountId: "",
  /** What stood in the way of the start, and was overridden. */
  unclear: [],
  hasStarted: false,
  ...noAccess,
  /** "confirmed", "extended" */
  probation: "",
};

/** Open, or approved and not undone since: somebody who has been here comes back. */
const counts = ({ status, run }: PastRequest): boolean =>
  status === "pending" || (status === "approved" && run !== "compensated");

/** Pure: how soon somebody is to start, and whether they are being onboarded already. */
export const findOnboarding = (payload: OnboardingPayload, { now, past, settings }: KindFacts): Findings => {
  const { equipmentLeadBusinessDays, holidays } = settings as OnboardingSettings;
  const today = dayOf(now, payload.timeZone);
  return {
    daysToStart: daysBetween(today, payload.startDate),
    isShortNotice: addBusinessDays(payload.startDate, -equipmentLeadBusinessDays, holidays) < today,
    duplicates: past.filter(counts).length,
  };
};
