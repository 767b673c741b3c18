import { expect, test } from "vitest";
import { handFormOf } from "../../../services/service-tasks/hand-form.ts";
import { onboardingAssessments } from "../../../workflows/onboarding/assessments.ts";
import { describeOnboarding } from "../../../workflows/onboarding/describe.ts";
import { onboardingExamples } from "../../../workflows/onboarding/examples.ts";
import { noOnboardingFindings } from "../../../workflows/onboarding/findings.ts";
import { accessMaxCount, type OnboardingPayload } from "../../../workflows/onboarding/payload.ts";
import { retentionOf } from "../../../workflows/onboarding/retention.ts";
import { onboardingSettingsSchema } from "../../../workflows/onboarding/settings.ts";
import { onboardingTasks } from "../../../workflows/onboarding/tasks.ts";

const longest = "x".repeat(80);
const [usual, spare] = onboardingExamples as [OnboardingPayload, OnboardingPayload];
const owner = { email: "owner@acme.example", name: longest };
const largest: OnboardingPayload = {
  ...usual,
  newHire: { ...usual.newHire, name: longest },
  access: Array.from({ length: accessMaxCount }, (_none, index) => ({
    system: `${index}${longest.slice(1)}`,
    role: longest,
    owner,
  })),
  documents: ["identity", "workAuthorization", "bankDetails", "taxForm", "certificates"],
};

const subjectOf = (payload: OnboardingPayload, findings: Record<string, unknown> = {}) => ({
  payload,
  requester: { email: "ann@acme.example", name: "Ann" },
  findings: { ...noOnboardingFindings, ...findings },
  settings: onboardingSettingsSchema.parse({}),
});
const earlier = (step: string) => ({ id: `tsk_${step}` as const, result: {} });

test.each(Object.entries(onboardingTasks))(
  "%s can be asked of a person, however long the names are",
  (step, task) => {
    const subject = subjectOf(largest, { unclear: ["contract"] });
    const input = task.input(subject, earlier);
    expect(() => handFormOf(task.byHand?.(subject, earlier), { type: task.type, input })).not.toThrow();
    expect(step).toMatch(/^[a-z][a-z0-9-]*$/);
  },
);

test("what can be undone names a step that there is, and that step names the task", () => {
  for (const [step, { undoneBy }] of Object.entries(onboardingTasks)) {
    if (undoneBy === undefined) continue;
    const undoing = onboardingTasks[undoneBy as keyof typeof onboardingTasks];
    expect(undoing?.input(subjectOf(usual), earlier)).toMatchObject({ undoes: `tsk_${step}` });
  }
});

test("accounts are activated for the systems whose owners have said yes", () => {
  const subject = subjectOf(usual, { accountId: "acc-1", access2: true });
  expect(onboardingTasks["activate-accounts"].input(subject, earlier)).toMatchObject({
    accountId: "acc-1",
    access: [{ system: "Price lists" }],
  });
});

test.each([
  [{ contract: "signed", backgroundCheck: "clear" }, []],
  [{ contract: "signed", backgroundCheck: "consider" }, ["backgroundCheck"]],
  [{}, ["contract", "backgroundCheck"]],
])("of %j is not clear: %j", (findings, unclear) => {
  expect(onboardingAssessments.clearance.judge(subjectOf(usual, findings))).toEqual({
    finds: { unclear },
    tells: { isClear: unclear.length === 0 },
  });
});

test("the salary is told to HR's systems alone", () => {
  const told = Object.entries(onboardingTasks)
    .filter(([, task]) => JSON.stringify(task.input(subjectOf(largest), earlier)).includes("68000.00"))
    .map(([step]) => step);
  expect(told).toEqual(["prepare-contract", "register-payroll"]);
});

test.each([
  ["US", true, ["bankDetails"], ["identity", "workAuthorization"]],
  ["US", false, ["identity", "workAuthorization", "bankDetails"], []],
  ["DE", true, ["identity", "workAuthorization", "bankDetails"], []],
])("in %s, started: %s, these are deleted: %j", (country, hasStarted, toDelete, toKeep) => {
  expect(retentionOf({ ...usual, country }, hasStarted)).toEqual({ toDelete, toKeep });
});

test("an approver sees who, when, what they get into, and what it costs", () => {
  const { facts, tables, totals } = describeOnboarding(usual, { isShortNotice: true, duplicates: 1 });
  expect(facts.map(({ label }) => label)).toEqual([
    "New hire",
    "Email",
    "Phone",
    "Position",
    "First day",
    "Country",
    "Manager",
    "Documents",
    "Short notice",
    "Asked for already",
  ]);
  expect(tables.map(({ title }) => title)).toEqual(["Access", "Equipment"]);
  expect(totals.map(({ value }) => value)).toEqual([
    expect.stringContaining("68,000.00"),
    expect.stringContaining("1,539.90"),
  ]);
  expect(describeOnboarding(spare, noOnboardingFindings)).toMatchObject({ tables: [], totals: [] });
});
