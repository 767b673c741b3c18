import { Temporal } from "temporal-polyfill";

/** The longest deadline, in days. */
const deadlineMaxDays = 365;
export const defaultDeadline = "P14D";

/** No calendar makes these units longer, so a duration that passes here is within the limit on any day. */
const longestYearDays = 366;
const longestMonthDays = 31;
const daysInWeek = 7;
const secondsInDay = 86_400;

/** Why the text is no deadline, or null if it is one: an ISO 8601 duration of 1 second to 365 days. */
export const deadlineProblem = (text: string): string | null => {
  const duration = parse(text);
  if (duration === null) return "must be an ISO 8601 duration, like P2D or PT36H";
  if (duration.sign <= 0) return "must be longer than nothing";
  if (longestSeconds(duration) > deadlineMaxDays * secondsInDay)
    return `must not be longer than ${deadlineMaxDays} days`;
  return null;
};

/**
 * Whole seconds of an ISO 8601 duration that begins at `from`, rounded up: months and years are those of the
 * UTC calendar. Throws a RangeError for a text that `deadlineProblem` refuses.
 */
export const durationSeconds = (text: string, from: Date): number => {
  const start = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO("UTC");
  return Math.ceil(Temporal.Duration.from(text).total({ unit: "seconds", relativeTo: start }));
};

const parse = (text: string): Temporal.Duration | null => {
  try {
    return Temporal.Duration.from(text);
  } catch {
    return null;
  }
};

const longestSeconds = (duration: Temporal.Duration): number => {
  const { years, months, weeks } = duration;
  const dayCount = years * longestYearDays + months * longestMonthDays + weeks * daysInWeek;
  const rest = duration.with({ years: 0, months: 0, weeks: 0 }).total({ unit: "seconds" });
  return dayCount * secondsInDay + rest;
};
