import { Temporal } from "temporal-polyfill";

/** When things are due and people are asked. */
const morning = "09:00";
const saturday = 6;

type Step = 1 | -1;

const isBusinessDay = (day: Temporal.PlainDate, holidays: readonly string[]): boolean =>
  day.dayOfWeek < saturday && !holidays.includes(day.toString());

/** Pure: the day itself when it is a business day, or the next (1) or last (-1) one that is. */
export const nearestBusinessDay = (date: string, step: Step, holidays: readonly string[]): string => {
  let day = Temporal.PlainDate.from(date);
  while (!isBusinessDay(day, holidays)) {
    day = day.add({ days: step });
  }
  return day.toString();
};

/** Pure: `count` business days after a date, or before it when negative. The date itself does not count. */
export const addBusinessDays = (date: string, count: number, holidays: readonly string[]): string => {
  const step: Step = count < 0 ? -1 : 1;
  let day = Temporal.PlainDate.from(date);
  for (let left = Math.abs(count); left > 0; ) {
    day = day.add({ days: step });
    left -= isBusinessDay(day, holidays) ? 1 : 0;
  }
  return day.toString();
};

export const addDays = (date: string, days: number): string =>
  Temporal.PlainDate.from(date).add({ days }).toString();

/** Days from one date to another; negative when the other comes first. */
export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(to, { largestUnit: "days" }).days;

/** Pure: the moment of a wall clock's time there; one that summer time skips is an hour later. */
const momentOf = (date: string, time: string, timeZone: string): Date =>
  new Date(Temporal.PlainDate.from(date).toZonedDateTime({ timeZone, plainTime: time }).epochMilliseconds);

/** Pure: 09:00 of a day in a time zone. */
export const morningOf = (date: string, timeZone: string): Date => momentOf(date, morning, timeZone);

/** Pure: the end of a day in a time zone. */
export const endOf = (date: string, timeZone: string): Date => momentOf(addDays(date, 1), "00:00", timeZone);

/** Pure: which day it is somewhere. */
export const dayOf = (moment: Date, timeZone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(moment.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate()
    .toString();
