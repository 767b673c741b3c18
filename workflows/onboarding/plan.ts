import { addBusinessDays, addDays, endOf, morningOf, nearestBusinessDay } from "./business-days.ts";
import type { OnboardingPayload } from "./payload.ts";
import type { OnboardingSettings } from "./settings.ts";

/** When a manager and a new hire talk about how it goes, in days from the first. */
export const checkInDays = [30, 60, 90] as const;
export type CheckInDays = (typeof checkInDays)[number];

/** The decision is asked for two weeks before the last talk, so that it is there by then. */
const probationDays = 76;
/** 8 CFR § 274a.2(b)(1)(vi)(A): a receipt is good for 90 days of employment. The week before is there to be late in. */
const receiptDays = 82;
/** 8 CFR § 274a.2(b)(1)(ii)(B): section 2 of form I-9, within three business days of the first day of employment. */
const eligibilityBusinessDays = 3;
/** Even one who starts tomorrow leaves this much time to whoever is asked. */
const leastMilliseconds = 86_400_000;

type Planned = { readonly payload: OnboardingPayload; readonly settings: OnboardingSettings };

/** Pure: 09:00 of the first day, where the work is done. */
export const startMoment = ({ startDate, timeZone }: OnboardingPayload): Date =>
  morningOf(startDate, timeZone);

/** Pure: by when everything that is prepared has to be there: the start, but a day from when it was asked for. */
export const preparedBy = (payload: OnboardingPayload, askedAt: Date): Date =>
  new Date(Math.max(startMoment(payload).getTime(), askedAt.getTime() + leastMilliseconds));

/** Pure: when equipment is ordered, so that it is there on the first day. */
export const equipmentMoment = ({ payload, settings }: Planned): Date =>
  morningOf(
    addBusinessDays(payload.startDate, -settings.equipmentLeadBusinessDays, settings.holidays),
    payload.timeZone,
  );

const managerZone = ({ managerTimeZone, timeZone }: OnboardingPayload): string => managerTimeZone ?? timeZone;

/** Pure: 09:00 in the manager's calendar; the next business day when it falls on none. */
export const checkInMoment = ({ payload, settings }: Planned, days: CheckInDays): Date =>
  morningOf(nearestBusinessDay(addDays(payload.startDate, days), 1, settings.holidays), managerZone(payload));

/** Pure: when the manager is asked how the probation ends; the business day before when it falls on none. */
export const probationMoment = ({ payload, settings }: Planned): Date =>
  morningOf(
    nearestBusinessDay(addDays(payload.startDate, probationDays), -1, settings.holidays),
    managerZone(payload),
  );

/** Pure: the end of the third business day after the first. */
export const eligibilityMoment = ({ payload, settings }: Planned): Date =>
  endOf(addBusinessDays(payload.startDate, eligibilityBusinessDays, settings.holidays), payload.timeZone);

/** Pure: when the document itself is asked for, of which a receipt was shown. */
export const receiptMoment = ({ payload, settings }: Planned): Date =>
  morningOf(
    nearestBusinessDay(addDays(payload.startDate, receiptDays), -1, settings.holidays),
    payload.timeZone,
  );
