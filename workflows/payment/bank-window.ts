import { Temporal } from "temporal-polyfill";
import type { PaymentSettings } from "./settings.ts";

type Hours = Pick<PaymentSettings, "opening" | "cutOff" | "bankTimeZone" | "bankDays" | "bankHolidays">;

/** Why a payment is not carried out on the day that it was asked for. */
export type Moved = "" | "cut_off" | "no_bank_day";

export type BankWindow = {
  /** The day on which the bank carries the payment out, like "2026-03-02". */
  readonly valueDate: string;
  /** From when on it can be given to the bank: now, while the bank takes it for that day. */
  readonly opensAt: Date;
  readonly isOpen: boolean;
  readonly moved: Moved;
};

const isBankDay = (day: Temporal.PlainDate, { bankDays, bankHolidays }: Hours): boolean =>
  bankDays.includes(day.dayOfWeek) && !bankHolidays.includes(day.toString());

/** The settings leave at least one day of the week, and holidays end: there always is such a day. */
const bankDayFrom = (day: Temporal.PlainDate, hours: Hours): Temporal.PlainDate =>
  isBankDay(day, hours) ? day : bankDayFrom(day.add({ days: 1 }), hours);

const laterOf = (one: Temporal.PlainDate, other: Temporal.PlainDate): Temporal.PlainDate =>
  Temporal.PlainDate.compare(one, other) < 0 ? other : one;

const isAfterCutOff = (now: Temporal.ZonedDateTime, { cutOff }: Hours): boolean =>
  Temporal.PlainTime.compare(now.toPlainTime(), Temporal.PlainTime.from(cutOff)) >= 0;

const reasonOf = (isLate: boolean, requested: Temporal.PlainDate, today: Temporal.PlainDate): Moved =>
  isLate && Temporal.PlainDate.compare(requested, today) <= 0 ? "cut_off" : "no_bank_day";

/** The day that it is in the bank's time zone. */
export const bankDay = (now: Date, bankTimeZone: string): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(bankTimeZone).toPlainDate();

/**
 * Pure: when the bank carries out a payment that is asked for on a day, as things stand now. After the cut-off of a bank
 * day, and on a day that is none, it is the next bank day. Everything is by the bank's own clock and calendar.
 */
export const bankWindow = (requestedDay: string, now: Date, hours: Hours): BankWindow => {
  const moment = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(hours.bankTimeZone);
  const today = moment.toPlainDate();
  const requested = Temporal.PlainDate.from(requestedDay);
  const isLate = isBankDay(today, hours) && isAfterCutOff(moment, hours);
  const earliest = isLate ? today.add({ days: 1 }) : today;
  const day = bankDayFrom(laterOf(requested, earliest), hours);
  const opening = day
    .toZonedDateTime({ timeZone: hours.bankTimeZone, plainTime: Temporal.PlainTime.from(hours.opening) })
    .toInstant().epochMilliseconds;
  const isOpen = opening <= now.getTime();
  return {
    valueDate: day.toString(),
    opensAt: isOpen ? now : new Date(opening),
    isOpen,
    moved: day.equals(requested) ? "" : reasonOf(isLate, requested, today),
  };
};
