import { expect, test } from "vitest";
import { canonicalPayload } from "../../../services/requests/content-hash.ts";
import { checkOnboardingFacts } from "../../../workflows/onboarding/check-facts.ts";
import { onboardingExamples } from "../../../workflows/onboarding/examples.ts";
import { fateOfOnboardingEdit } from "../../../workflows/onboarding/fate-of-edit.ts";
import { findOnboarding } from "../../../workflows/onboarding/findings.ts";
import {
  checkOnboarding,
  type OnboardingPayload,
  onboardingPayloadSchema,
} from "../../../workflows/onboarding/payload.ts";
import { onboardingSettingsSchema } from "../../../workflows/onboarding/settings.ts";

const usual = onboardingExamples[0] as OnboardingPayload;
const usd = (amount: string) => ({ amount, currency: "USD" });
/** As it is kept: with its members in another order. */
const stored = JSON.parse(canonicalPayload(usual).text) as OnboardingPayload;

test.each<[string, Partial<OnboardingPayload>, "keep" | "reapprove"]>([
  ["another first day", { startDate: "2027-04-01" }, "keep"],
  ["another phone", { newHire: { ...usual.newHire, phone: "+1 202 555 0199" } }, "keep"],
  ["another address", { newHire: { ...usual.newHire, email: "maria@anders.example" } }, "keep"],
  ["another person", { newHire: { ...usual.newHire, name: "Ana Trujillo" } }, "reapprove"],
  ["another position", { position: "Sales Manager" }, "reapprove"],
  ["another salary", { salary: usd("68000.01") }, "reapprove"],
  ["another manager", { manager: { email: "m@northwind.example", name: "M" } }, "reapprove"],
  ["less equipment", { equipment: [] }, "reapprove"],
  ["another country", { country: "CA" }, "reapprove"],
])("%s: %j %s", (_what, change, fate) => {
  expect(fateOfOnboardingEdit(stored, { ...usual, ...change })).toBe(fate);
});

const settings = onboardingSettingsSchema.parse({});
const requestedAt = new Date("2027-01-10T12:00:00Z");
const at = (now: string) => ({ now: new Date(now), past: [], settings });
const editedAt = (now: string, more: { isUnderWay?: boolean; version?: number } = {}) => ({
  ...at(now),
  before: { payload: stored, version: 1, requestedAt, isUnderWay: true, ...more },
});

const pointers = (change: Partial<OnboardingPayload>, facts: Parameters<typeof checkOnboardingFacts>[1]) =>
  checkOnboardingFacts({ ...usual, ...change }, facts).map(({ pointer }) => pointer);

test("nobody starts in the past, by the calendar of where the work is done", () => {
  const now = { ...at("2027-03-02T07:30:00Z"), before: null };
  // In Los Angeles it is still the first of March.
  expect(pointers({ startDate: "2027-03-01" }, now)).toEqual([]);
  expect(pointers({ startDate: "2027-02-28" }, now)).toEqual(["/startDate"]);
});

test("nobody starts later than a run may wait", () => {
  const now = { ...at("2027-01-10T12:00:00Z"), before: null };
  expect(pointers({ startDate: "2027-07-29" }, now)).toEqual([]);
  expect(pointers({ startDate: "2027-07-30" }, now)).toEqual(["/startDate"]);
  // Counted from the request, not from the edit.
  expect(pointers({ startDate: "2027-07-30" }, editedAt("2027-02-20T12:00:00Z"))).toEqual(["/startDate"]);
});

test("the first day moves, but not into the past", () => {
  const facts = editedAt("2027-02-20T12:00:00Z");
  expect(pointers({ startDate: "2027-02-22" }, facts)).toEqual([]);
  expect(pointers({ startDate: "2027-02-19" }, facts)).toEqual(["/startDate"]);
});

test("what is being prepared stays, and may be changed before", () => {
  const change = { access: [], equipment: [], documents: [] };
  expect(pointers(change, editedAt("2027-02-01T12:00:00Z"))).toEqual(["/access", "/equipment", "/documents"]);
  expect(pointers(change, editedAt("2027-02-01T12:00:00Z", { isUnderWay: false }))).toEqual([]);
});

test("from the first day on, only contact data are edited", () => {
  const facts = editedAt("2027-03-01T17:00:00Z");
  expect(pointers({ newHire: { ...usual.newHire, phone: "+1 202 555 0199" } }, facts)).toEqual([]);
  expect(pointers({ startDate: "2027-03-08" }, facts)).toEqual([""]);
  expect(pointers({ position: "Sales Manager" }, facts)).toEqual([""]);
});

test("a request is edited 24 times", () => {
  expect(pointers({}, editedAt("2027-02-01T12:00:00Z", { version: 24 }))).toEqual([]);
  expect(pointers({}, editedAt("2027-02-01T12:00:00Z", { version: 25 }))).toEqual([""]);
});

test("short notice and another onboarding of the same address are found", () => {
  const soon = { ...at("2027-02-16T12:00:00Z"), before: null };
  expect(findOnboarding(usual, soon)).toEqual({ daysToStart: 13, isShortNotice: true, duplicates: 0 });
  const others = [
    ["pending", "waiting"],
    ["withdrawn", "canceled"],
    ["approved", "waiting"],
    ["approved", "compensated"],
  ] as const;
  const past = others.map(([status, run]) => ({
    id: "req_1",
    status,
    run,
    key: "email:maria.anders@alfreds.example",
    amount: null,
    requesterEmail: "ann@acme.example",
    createdAt: requestedAt,
  }));
  const early = { ...at("2027-02-15T12:00:00Z"), past, before: null };
  expect(findOnboarding(usual, early)).toEqual({ daysToStart: 14, isShortNotice: false, duplicates: 2 });
});

test("a system is asked for once, and equipment is in one currency", () => {
  const [crm] = usual.access;
  const [laptop] = usual.equipment;
  if (crm === undefined || laptop === undefined) throw new Error("the example has neither");
  expect(checkOnboarding(usual)).toEqual([]);
  const twice = { ...usual, access: [crm, crm] };
  expect(checkOnboarding(twice)).toMatchObject([{ pointer: "/access/1/system" }]);
  const mixed = {
    ...usual,
    equipment: [laptop, { ...laptop, price: { amount: "1.00", currency: "EUR" } }],
  };
  expect(checkOnboarding(mixed)).toMatchObject([{ pointer: "/equipment/1/price/currency" }]);
});

test("what may be left out is filled in", () => {
  const {
    access: _a,
    equipment: _e,
    salary: _s,
    documents: _d,
    ...least
  } = onboardingExamples[1] as OnboardingPayload;
  expect(onboardingPayloadSchema.parse(least)).toMatchObject({
    access: [],
    equipment: [],
    salary: null,
    documents: [],
  });
});
