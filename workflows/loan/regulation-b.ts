import { Temporal } from "temporal-polyfill";

/**
 * The terms of US Regulation B, 12 CFR 1002.9(a)(1): thirty days from a completed application to decide and tell,
 * thirty from adverse action on an incomplete one, ninety from a counteroffer that is not taken.
 */
const decideDays = 30;
const counterofferDays = 90;
const secondsInDay = 86_400;

/** A day of the calendar, "2026-03-31". */
export type Day = string;

const plus = (day: Day, days: number): Day => Temporal.PlainDate.from(day).add({ days }).toString();

/** The day at a moment, in UTC. */
export const dayOf = (moment: Date): Day => moment.toISOString().slice(0, "2026-03-31".length);

/** By when the applicant has to be told of the decision. */
export const decideBy = (completedOn: Day): Day => plus(completedOn, decideDays);

/** By when the applicant has to be told that a counteroffer was not taken. */
export const counterofferNoticeBy = (offeredOn: Day): Day => plus(offeredOn, counterofferDays);

export const daysLater = plus;

export const secondsOf = (days: number): number => days * secondsInDay;

/** Of two days of the calendar, whether the first is more than so many days before the second. */
export const isOlder = (day: Day, today: Day, days: number): boolean =>
  Temporal.PlainDate.compare(plus(day, days), Temporal.PlainDate.from(today)) < 0;
