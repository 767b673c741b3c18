import { expect, test } from "vitest";
import fc from "fast-check";
import {
  addBusinessDays,
  addDays,
  dayOf,
  daysBetween,
  nearestBusinessDay,
} from "../../../workflows/onboarding/business-days.ts";
import { onboardingExamples } from "../../../workflows/onboarding/examples.ts";
import type { OnboardingPayload } from "../../../workflows/onboarding/payload.ts";
import {
  checkInMoment,
  eligibilityMoment,
  equipmentMoment,
  preparedBy,
  probationMoment,
  receiptMoment,
  startMoment,
} from "../../../workflows/onboarding/plan.ts";
import { onboardingSettingsSchema } from "../../../workflows/onboarding/settings.ts";
import { holds } from "../property.ts";

const usual = onboardingExamples[0] as OnboardingPayload;

const planned = (change: Partial<OnboardingPayload> = {}, holidays: readonly string[] = []) => ({
  payload: { ...usual, ...change },
  settings: onboardingSettingsSchema.parse({ holidays }),
});

test.each([
  ["2027-03-01", "America/Los_Angeles", "2027-03-01T17:00:00.000Z"],
  ["2027-03-01", "Europe/Berlin", "2027-03-01T08:00:00.000Z"],
  ["2027-07-01", "Europe/Berlin", "2027-07-01T07:00:00.000Z"],
  ["2027-03-01", "Pacific/Auckland", "2027-02-28T20:00:00.000Z"],
])("a first day of %s in %s begins at %s", (startDate, timeZone, moment) => {
  expect(startMoment({ ...usual, startDate, timeZone }).toISOString()).toBe(moment);
});

test("equipment is ordered ten business days ahead, and holidays are none", () => {
  expect(equipmentMoment(planned()).toISOString()).toBe("2027-02-15T17:00:00.000Z");
  expect(equipmentMoment(planned({}, ["2027-02-15"])).toISOString()).toBe("2027-02-12T17:00:00.000Z");
});

test("a talk is at nine in the manager's calendar, on the next business day", () => {
  // Day 30 is Wednesday, 31 March; day 60 Friday, 30 April; day 90 Sunday, 30 May.
  const at = ([30, 60, 90] as const).map((days) => checkInMoment(planned(), days).toISOString());
  expect(at).toEqual(["2027-03-31T08:00:00.000Z", "2027-04-30T08:00:00.000Z", "2027-05-31T08:00:00.000Z"]);
  expect(checkInMoment(planned({}, ["2027-05-31"]), 90).toISOString()).toBe("2027-06-01T08:00:00.000Z");
});

test("without a time zone of the manager, that of the new hire counts", () => {
  const { managerTimeZone: _zone, ...payload } = usual;
  const settings = onboardingSettingsSchema.parse({});
  expect(checkInMoment({ payload, settings }, 30).toISOString()).toBe("2027-03-31T16:00:00.000Z");
});

test("the probation is decided upon before the 90th day, on a business day", () => {
  // Day 76 is Sunday, 16 May.
  expect(probationMoment(planned()).toISOString()).toBe("2027-05-14T08:00:00.000Z");
});

test("the right to work is verified by the end of the third business day", () => {
  expect(eligibilityMoment(planned()).toISOString()).toBe("2027-03-05T08:00:00.000Z");
  const friday = planned({ startDate: "2027-03-05" });
  expect(eligibilityMoment(friday).toISOString()).toBe("2027-03-11T08:00:00.000Z");
});

test("the document behind a receipt is asked for before its 90 days are over", () => {
  expect(dayOf(receiptMoment(planned()), "America/Los_Angeles")).toBe("2027-05-21");
});

test("whatever is asked for has a day at least", () => {
  const askedAt = new Date("2027-03-01T12:00:00Z");
  expect(preparedBy(usual, askedAt).toISOString()).toBe("2027-03-02T12:00:00.000Z");
  expect(preparedBy(usual, new Date("2027-02-01T12:00:00Z"))).toEqual(startMoment(usual));
});

const dates = fc.integer({ min: 0, max: 3_650 }).map((days) => addDays("2025-01-01", days));

test("business days are never on a weekend, and there are five in seven", () => {
  holds(
    fc.property(dates, fc.integer({ min: 1, max: 60 }), (date, count) => {
      const later = addBusinessDays(date, count, []);
      expect(new Date(later).getUTCDay() % 6).not.toBe(0);
      expect(daysBetween(date, later)).toBeGreaterThanOrEqual(count);
      expect(daysBetween(date, later)).toBeLessThanOrEqual(Math.ceil(count / 5) * 7 + 2);
    }),
  );
});

test("the nearest business day of a business day is itself", () => {
  holds(
    fc.property(dates, fc.constantFrom(1 as const, -1 as const), (date, step) => {
      const nearest = nearestBusinessDay(date, step, []);
      expect(nearestBusinessDay(nearest, step, [])).toBe(nearest);
      expect(Math.abs(daysBetween(date, nearest))).toBeLessThanOrEqual(2);
    }),
  );
});
