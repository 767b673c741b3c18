import { isDeepStrictEqual } from "node:util";
import type { Before, FieldError, KindFacts } from "../../services/kinds/model.ts";
import { addDays, dayOf } from "./business-days.ts";
import { approvedPart } from "./fate-of-edit.ts";
import type { OnboardingPayload } from "./payload.ts";
import { startMoment } from "./plan.ts";

/**
 * From the request to the first day. The run goes on for some 105 days after that, and a durable execution may take a
 * year (AWS: 31,622,400 seconds at most).
 */
const startMaxDays = 200;
/** Every edit wakes whatever the run waits for, and an execution has 3,000 operations. */
export const versionsMax = 25;
/** What is being prepared once it is approved, and would have to be undone and done anew. */
const orders = ["access", "equipment", "documents"] as const;

const startErrors = ({ startDate, timeZone }: OnboardingPayload, now: Date, requestedAt: Date) => {
  const latest = addDays(dayOf(requestedAt, timeZone), startMaxDays);
  if (startDate < dayOf(now, timeZone)) {
    return [{ pointer: "/startDate", message: "is in the past" }];
  }
  return startDate > latest
    ? [{ pointer: "/startDate", message: `must not be later than ${latest}, ${startMaxDays} days ahead` }]
    : [];
};

const underWayErrors = (before: OnboardingPayload, after: OnboardingPayload): readonly FieldError[] =>
  orders
    .filter((name) => !isDeepStrictEqual(before[name], after[name]))
    .map((name) => ({
      pointer: `/${name}`,
      message: "is being prepared as it was approved: ask for the rest apart, or withdraw this",
    }));

const begunErrors = (before: OnboardingPayload, after: OnboardingPayload): readonly FieldError[] =>
  before.startDate === after.startDate && isDeepStrictEqual(approvedPart(before), approvedPart(after))
    ? []
    : [{ pointer: "", message: "has begun: from the first day on, only contact data are edited" }];

const editErrors = (
  after: OnboardingPayload,
  now: Date,
  { payload, version, requestedAt, isUnderWay }: Before,
): readonly FieldError[] => {
  const before = payload as OnboardingPayload;
  if (version >= versionsMax) {
    return [{ pointer: "", message: `has ${versionsMax} versions: withdraw it and ask anew` }];
  }
  if (isUnderWay && startMoment(before) <= now) {
    return begunErrors(before, after);
  }
  return [...startErrors(after, now, requestedAt), ...(isUnderWay ? underWayErrors(before, after) : [])];
};

/**
 * Pure: whether somebody can still start on that day, and what may be edited by now. What was approved is being
 * prepared, so other access, equipment or documents are a matter of their own; once the first day has come, so is
 * everything but contact data.
 */
export const checkOnboardingFacts = (
  payload: OnboardingPayload,
  { now, before }: KindFacts,
): readonly FieldError[] =>
  before === null ? startErrors(payload, now, now) : editErrors(payload, now, before);
