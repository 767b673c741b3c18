import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { expect, test } from "vitest";
import { bankWindow } from "../../../workflows/payment/bank-window.ts";
import { holds } from "../property.ts";
import { settingsOf } from "./payments.ts";

const berlin = settingsOf({ bankHolidays: ["2026-04-03", "2026-04-06"] });

/** What was asked for, when in UTC, on what day it is carried out, from when on, and why on another day. */
test.each([
  ["before the cut-off", "2026-01-19", "2026-01-19T14:59:59Z", "2026-01-19", "2026-01-19T14:59:59Z", ""],
  ["at the cut-off", "2026-01-19", "2026-01-19T15:00:00Z", "2026-01-20", "2026-01-20T07:00:00Z", "cut_off"],
  ["before the bank opens", "2026-01-19", "2026-01-19T06:30:00Z", "2026-01-19", "2026-01-19T07:00:00Z", ""],
  ["late on a Friday", "2026-01-23", "2026-01-23T18:00:00Z", "2026-01-26", "2026-01-26T07:00:00Z", "cut_off"],
  ["for a Sunday", "2026-01-25", "2026-01-23T10:00:00Z", "2026-01-26", "2026-01-26T07:00:00Z", "no_bank_day"],
  [
    "on a Saturday",
    "2026-01-24",
    "2026-01-24T10:00:00Z",
    "2026-01-26",
    "2026-01-26T07:00:00Z",
    "no_bank_day",
  ],
  ["before Easter", "2026-04-02", "2026-04-02T15:30:00Z", "2026-04-07", "2026-04-07T06:00:00Z", "cut_off"],
  ["for a day to come", "2026-02-10", "2026-01-19T18:00:00Z", "2026-02-10", "2026-02-10T07:00:00Z", ""],
  [
    "in summer, by the bank's clock",
    "2026-07-01",
    "2026-07-01T13:59:59Z",
    "2026-07-01",
    "2026-07-01T13:59:59Z",
    "",
  ],
  [
    "in summer, after it",
    "2026-07-01",
    "2026-07-01T14:00:00Z",
    "2026-07-02",
    "2026-07-02T06:00:00Z",
    "cut_off",
  ],
  [
    "the night the clocks change",
    "2026-03-29",
    "2026-03-28T23:30:00Z",
    "2026-03-30",
    "2026-03-30T06:00:00Z",
    "no_bank_day",
  ],
])("asked for %s: %s at %s is carried out on %s", (...asked) => {
  const [, day, now, valueDate, opensAt, moved] = asked;
  const window = bankWindow(day, new Date(now), berlin);
  expect(window).toMatchObject({ valueDate, moved, isOpen: opensAt === now });
  expect(window.opensAt).toEqual(new Date(opensAt));
});

test("the day is the bank's: late in New York it is tomorrow in Tokyo", () => {
  const tokyo = settingsOf({ bankTimeZone: "Asia/Tokyo" });
  expect(bankWindow("2026-01-19", new Date("2026-01-19T20:00:00Z"), tokyo)).toMatchObject({
    valueDate: "2026-01-20",
    moved: "no_bank_day",
  });
});

test("a bank that works from Sunday to Thursday is closed on a Friday", () => {
  const riyadh = settingsOf({ bankTimeZone: "Asia/Riyadh", bankDays: [7, 1, 2, 3, 4] });
  expect(bankWindow("2026-01-23", new Date("2026-01-23T08:00:00Z"), riyadh)).toMatchObject({
    valueDate: "2026-01-25",
  });
});

test("the window opens on a bank day that is not before the one asked for, and is open when it comes", () => {
  const zones = ["Europe/Berlin", "America/New_York", "Asia/Tokyo", "Pacific/Auckland", "UTC"];
  holds(
    fc.property(
      fc.date({ min: new Date("2026-01-01"), max: new Date("2027-12-31"), noInvalidDate: true }),
      fc.integer({ min: -5, max: 40 }),
      fc.constantFrom(...zones),
      (now, ahead, bankTimeZone) => {
        const hours = settingsOf({ bankTimeZone, bankHolidays: ["2026-12-25", "2027-01-01"] });
        const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(bankTimeZone);
        const requested = today.toPlainDate().add({ days: ahead }).toString();
        const { valueDate, opensAt } = bankWindow(requested, now, hours);
        const day = Temporal.PlainDate.from(valueDate);
        expect(hours.bankDays).toContain(day.dayOfWeek);
        expect(hours.bankHolidays).not.toContain(valueDate);
        expect(valueDate >= requested && opensAt >= now).toBe(true);
        expect(bankWindow(requested, opensAt, hours)).toMatchObject({ valueDate, isOpen: true });
      },
    ),
  );
});
