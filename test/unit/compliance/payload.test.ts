import { expect, test } from "vitest";
import { readPayload } from "../../../services/kinds/read-payload.ts";
import { byHandSchema } from "../../../services/service-tasks/model.ts";
import { kind } from "../../../workflows/compliance/contract.ts";
import { complianceExamples } from "../../../workflows/compliance/examples.ts";
import { fateOfComplianceEdit } from "../../../workflows/compliance/fate-of-edit.ts";
import type { CompliancePayload } from "../../../workflows/compliance/payload.ts";
import { noComplianceFindings } from "../../../workflows/compliance/risk.ts";
import { complianceTasks } from "../../../workflows/compliance/tasks.ts";

const full = complianceExamples[0] as CompliancePayload;
const [first] = full.owners as [CompliancePayload["owners"][number]];
const shares = (...percents: readonly number[]) => ({
  ...full,
  owners: percents.map((sharePercent) => ({ ...first, sharePercent })),
});
const pointersOf = (payload: unknown): readonly string[] => {
  const read = readPayload(kind, payload);
  return read.ok ? [] : read.errors.map(({ pointer }) => pointer);
};

test.each([
  ["both examples", full, []],
  ["shares of a third each", shares(33.3333, 33.3333, 33.3334), []],
  ["shares that add up to a hundred in decimals alone", shares(14.3, 14.3, 14.3, 14.3, 14.3, 14.3, 14.2), []],
  ["shares of more than a hundred", shares(60, 40.0001), ["/owners"]],
  ["a share of nothing", shares(0), ["/owners/0/sharePercent"]],
  ["a share of five digits", shares(33.33333), ["/owners/0/sharePercent"]],
  [
    "a country that is none",
    { ...full, subject: { ...full.subject, country: "Japan" } },
    ["/subject/country"],
  ],
  ["a sector of its own", { ...full, subject: { ...full.subject, sector: "magic" } }, ["/subject/sector"]],
  [
    "a negative volume",
    { ...full, yearlyVolume: { amount: "-1.00", currency: "EUR" } },
    ["/yearlyVolume/amount"],
  ],
  ["a field too many", { ...full, tier: "low" }, ["/tier"]],
])("%s", (_what, payload, pointers) => {
  expect(pointersOf(payload)).toEqual(pointers);
});

const edited = (change: Partial<CompliancePayload>, status: "pending" | "approved" = "pending") =>
  fateOfComplianceEdit(full, { ...full, ...change }, status);
const refused = { refused: expect.any(String) as string };

test.each([
  ["an answer", { questions: full.questions.map((one) => ({ ...one, answer: "No." })) }, "reapprove"],
  ["evidence", { questions: full.questions.map((one) => ({ ...one, evidence: "Annex" })) }, "reapprove"],
  ["a question", { questions: full.questions.slice(1) }, refused],
  ["the subject", { subject: { ...full.subject, name: "Others" } }, refused],
  ["an owner", { owners: [] }, refused],
  ["the volume", { yearlyVolume: { amount: "1.00", currency: "USD" } }, refused],
  ["the number", { caseNumber: "VC-1" }, refused],
])("an edit of %s", (_what, change, fate) => {
  expect(edited(change)).toEqual(fate);
  expect(edited(change, "approved")).toEqual(refused);
});

const long = {
  ...full,
  caseNumber: "c".repeat(64),
  subject: { ...full.subject, name: "😀".repeat(100) },
  questions: Array.from({ length: 20 }, (_one, index) => ({
    question: `${index}${"😀".repeat(249)}`,
    answer: "😀\n".repeat(600),
  })),
};
const subject = {
  payload: long,
  requester: { email: "ann@acme.example", name: "Ann" },
  findings: { ...noComplianceFindings, riskReasons: Array.from({ length: 60 }, () => "😀".repeat(120)) },
  settings: { officers: { role: "tenant_admin" } },
} as const;

test.each(["review-prohibited", "collect-evidence"] as const)(
  "the form of %s holds texts of any length",
  (step) => {
    const form = complianceTasks[step].byHand(subject);
    expect(byHandSchema.safeParse(form).error).toBeUndefined();
  },
);

test("whoever approves sees what shows each answer, as it was sent or collected", () => {
  const { tables } = kind.describe(
    { ...full, questions: [{ question: "Where from?", answer: "Hokkaido" }, ...full.questions.slice(1)] },
    { ...noComplianceFindings, evidence: { evidence1: "Certificate 88" } },
  );
  expect(tables[1]?.rows).toEqual([
    ["Where from?", "Hokkaido", "Certificate 88"],
    ["Who may sign for the company?", "Both owners, each alone.", "Register of companies, Tokyo"],
  ]);
});
