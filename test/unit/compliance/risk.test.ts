import { expect, test } from "vitest";
import { complianceAssessments } from "../../../workflows/compliance/assessments.ts";
import { complianceExamples } from "../../../workflows/compliance/examples.ts";
import type { CompliancePayload } from "../../../workflows/compliance/payload.ts";
import {
  assessCompliance,
  noComplianceFindings,
  type Screening,
} from "../../../workflows/compliance/risk.ts";

const plain = complianceExamples[0] as CompliancePayload;
const spare = complianceExamples[1] as CompliancePayload;
const [owner] = plain.owners as [CompliancePayload["owners"][number]];
const clean: Screening = { listVersion: "41", listDate: "2026-11-01", hits: [] };
const hit = (list: string, prohibits: boolean): Screening => ({
  ...clean,
  hits: [{ name: "Tokyo Traders", list, matchPercent: 100, prohibits }],
});
const watched = hit("Watch list", false);
const sanctioned = hit("Sanctions list", true);

const subject = (more: Partial<CompliancePayload["subject"]>): CompliancePayload => ({
  ...plain,
  subject: { ...plain.subject, ...more },
});
const owned = (more: Partial<typeof owner>): CompliancePayload => ({
  ...plain,
  owners: [{ ...owner, sharePercent: 60, ...more }],
});
const volume = (amount: string): CompliancePayload => ({
  ...plain,
  yearlyVolume: { amount, currency: "EUR" },
});
const withoutNumber = (): CompliancePayload => {
  const { registrationNumber: _none, ...rest } = plain.subject;
  return { ...plain, subject: rest };
};

test.each([
  ["nothing speaks against it", plain, clean, 0, "low"],
  ["there is no registration number", withoutNumber(), clean, 10, "low"],
  ["the subject is a public body", subject({ sector: "public_sector" }), clean, 10, "low"],
  ["the volume is just below a million", volume("999999.99"), clean, 0, "low"],
  ["the volume is a million", volume("1000000.00"), clean, 15, "low"],
  ["it deals in cash", subject({ sector: "cash_intensive" }), clean, 20, "medium"],
  ["half of the owners are known", owned({ sharePercent: 50 }), clean, 0, "low"],
  ["less than half of the owners are known", owned({ sharePercent: 49.9 }), clean, 20, "medium"],
  ["it is under increased monitoring", subject({ country: "BG" }), clean, 25, "medium"],
  [
    "an owner of a quarter is",
    { ...plain, owners: [owner, { ...owner, country: "BG", sharePercent: 25 }] },
    clean,
    25,
    "medium",
  ],
  [
    "an owner of less than a quarter is",
    { ...plain, owners: [owner, { ...owner, country: "BG", sharePercent: 24.9 }] },
    clean,
    0,
    "low",
  ],
  [
    "it and its owner are, in one country",
    { ...owned({ country: "BG" }), subject: { ...plain.subject, country: "BG" } },
    clean,
    25,
    "medium",
  ],
  ["an owner is politically exposed", owned({ politicallyExposed: true }), clean, 30, "medium"],
  ["it is on a list that asks for care", plain, watched, 40, "medium"],
  ["a call for action stands against it", subject({ country: "KP" }), clean, 60, "high"],
  ["it is on such a list and has no number", withoutNumber(), watched, 50, "high"],
  ["it is on a list that forbids", plain, sanctioned, 40, "prohibited"],
  [
    "everything speaks against it",
    { ...subject({ country: "IR", sector: "crypto" }), owners: [] },
    watched,
    100,
    "high",
  ],
] as const)("when %s", (...[, payload, screening, riskScore, tier]) => {
  const findings = assessCompliance(payload as CompliancePayload, screening, false);
  expect(findings).toMatchObject({ riskScore, tier });
});

test.each([
  ["low", plain, clean, 36],
  ["medium", plain, watched, 24],
  ["high", subject({ country: "IR" }), clean, 12],
] as const)("a clearance of a %s risk holds %#", (tier, payload, screening, validMonths) => {
  expect(assessCompliance(payload, screening, false)).toMatchObject({ tier, validMonths });
});

test("whoever was cleared as somebody else is a high risk, whatever the score", () => {
  expect(assessCompliance(plain, sanctioned, true)).toMatchObject({
    riskScore: 40,
    tier: "high",
    validMonths: 12,
    riskReasons: ["Tokyo Traders is on Sanctions list"],
  });
});

test("the list's version and date are told, so that the result can be replayed", () => {
  expect(assessCompliance(plain, watched, false)).toMatchObject({
    listVersion: "41",
    listDate: "2026-11-01",
    hits: 1,
  });
});

test("every finding has its value of nothing found, and no other names there are", () => {
  const found = assessCompliance(plain, clean, false);
  expect(Object.keys({ ...found, evidence: {} }).toSorted()).toEqual(
    Object.keys(noComplianceFindings).toSorted(),
  );
});

const judge = (step: keyof typeof complianceAssessments, payload: CompliancePayload, result: object) =>
  complianceAssessments[step].judge(
    { payload, requester: { email: "", name: "" }, findings: {}, settings: {} },
    { now: new Date(), past: [], settings: {}, before: null },
    () => ({ id: "tsk_1", result: { ...result } }),
  );

test.each([{}, { listVersion: "41" }, { ...clean, hits: "none" }, { ...clean, listDate: "yesterday" }])(
  "nobody passes by a screening that cannot be read: %o",
  (result) => {
    expect(judge("risk", plain, result).tells).toMatchObject({ tier: "prohibited" });
  },
);

test.each([
  ["all answers have it", plain, false],
  ["there are no questions", spare, false],
  [
    "one answer has none",
    { ...plain, questions: [...plain.questions, { question: "Who?", answer: "We." }] },
    true,
  ],
])("evidence is asked for where it is missing: %s", (_what, payload, needsEvidence) => {
  expect(judge("risk", payload as CompliancePayload, clean).tells).toMatchObject({ needsEvidence });
});
