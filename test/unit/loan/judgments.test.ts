import { describe, expect, test } from "vitest";
import type { Earlier } from "../../../services/service-tasks/model.ts";
import { loanAssessments } from "../../../workflows/loan/assessments.ts";
import { loanExamples } from "../../../workflows/loan/examples.ts";
import { noLoanFindings } from "../../../workflows/loan/findings.ts";
import { principalReasons } from "../../../workflows/loan/notices.ts";
import type { LoanPayload } from "../../../workflows/loan/payload.ts";
import { dayOf, decideBy, isOlder } from "../../../workflows/loan/regulation-b.ts";
import { readCreditReport, readScreening } from "../../../workflows/loan/reports.ts";
import { loanSettingsSchema } from "../../../workflows/loan/settings.ts";

const [full, spare] = loanExamples as [LoanPayload, LoanPayload];
const now = new Date("2026-01-10T12:00:00Z");
const eur = (amount: string) => ({ amount, currency: "EUR" });

type Known = {
  readonly payload?: LoanPayload;
  readonly findings?: object;
  readonly settings?: object;
  readonly results?: Readonly<Record<string, object>>;
};

const judge = (step: keyof typeof loanAssessments, known: Known = {}) => {
  const { payload = full, findings = {}, settings = {}, results = {} } = known;
  const read = loanSettingsSchema.parse(settings);
  const subject = {
    payload,
    requester: { email: "asks@acme.example", name: "Asks" },
    findings: { ...noLoanFindings, ...findings },
    settings: read,
  };
  const earlier = ((name: string) => ({ id: "tsk_1", result: results[name] ?? {} })) as unknown as Earlier;
  const { finds, tells } = loanAssessments[step].judge(
    subject,
    { now, before: null, past: [], settings: read },
    earlier,
  );
  return { finds, tells };
};

describe("the days of Regulation B", () => {
  test.each([
    ["2026-01-05", "2026-02-04"],
    ["2028-02-01", "2028-03-02"],
    ["2026-12-15", "2027-01-14"],
  ])("an application that was complete on %s is decided by %s", (day, by) => {
    expect(decideBy(day)).toBe(by);
  });

  test("a report of thirty days is not too old, of thirty-one it is", () => {
    expect(isOlder("2026-01-01", "2026-01-31", 30)).toBe(false);
    expect(isOlder("2026-01-01", "2026-02-01", 30)).toBe(true);
  });

  test("a day is that of UTC", () => {
    expect(dayOf(new Date("2026-01-31T23:59:59Z"))).toBe("2026-01-31");
  });
});

describe("completeness", () => {
  test("is given where nothing is required, and the days count from when the application came in", () => {
    expect(judge("completeness")).toMatchObject({
      finds: { missing: [], decideBy: "2026-02-04" },
      tells: { isComplete: true },
    });
    expect(judge("completeness", { payload: spare }).finds).toMatchObject({ decideBy: "2026-02-09" });
  });

  test("lacks what the tenant requires and did not come, and says until when it is waited for", () => {
    const settings = { requiredDocuments: ["proofOfIdentity", "proofOfIncome"], documentsDays: 10 };
    expect(judge("completeness", { settings })).toMatchObject({
      finds: { missing: ["proofOfIncome"], completeBy: "2026-01-20" },
      tells: { isComplete: false, waitSeconds: 864_000 },
    });
  });

  test("comes late: the days count from then", () => {
    expect(judge("completed").finds).toEqual({ missing: [], completeBy: "", decideBy: "2026-02-09" });
  });
});

describe("an offer", () => {
  const offered = (known: Known) => judge("terms", known).finds as { offered: { amount: object } };

  test("is of what was approved, and stands for fourteen days", () => {
    expect(judge("terms")).toMatchObject({
      finds: { offered: { amount: eur("9000.00"), termMonths: 36, standsUntil: "2026-01-24" } },
      tells: { waitSeconds: 14 * 86_400 },
    });
  });

  test("is of what the applicant asked for instead, where that was approved with the rest", () => {
    const countered = { amount: eur("7000.00"), termMonths: 24 };
    expect(offered({ findings: { countered } }).offered).toMatchObject(countered);
  });

  test("is not of what the applicant asked for instead and nobody approved", () => {
    const countered = { amount: eur("12000.00"), termMonths: 36 };
    expect(offered({ findings: { countered } }).offered.amount).toEqual(eur("9000.00"));
  });

  test("of less than was applied for is a counteroffer, with ninety days to tell that it was not taken", () => {
    const applied = { amount: eur("10000.00"), termMonths: 36 };
    expect(judge("terms", { findings: { applied } }).finds).toMatchObject({
      counterofferNoticeBy: "2026-04-10",
    });
    expect(judge("terms").finds).not.toHaveProperty("counterofferNoticeBy");
  });

  test.each([
    ["less", { amount: eur("1.00"), termMonths: 36 }, { goesBeyond: false }],
    ["more", { amount: eur("9000.01"), termMonths: 36 }, { goesBeyond: true }],
    ["longer", { amount: eur("9000.00"), termMonths: 37 }, { goesBeyond: true }],
  ])("that is answered by %s", (_words, result, tells) => {
    const judged = judge("first-counter", { results: { "make-offer": { ...result, answer: "counter" } } });
    expect(judged).toEqual({ finds: { countered: result }, tells });
  });

  test.each([
    ["nothing at all", {}],
    ["nothing to lend", { amount: eur("0.00"), termMonths: 36 }],
    ["half a month", { amount: eur("100.00"), termMonths: 0.5 }],
    ["another currency", { amount: { amount: "9000.00", currency: "USD" }, termMonths: 36 }],
  ])("that is answered by %s is made again", (_words, result) => {
    expect(judge("first-counter", { results: { "make-offer": result } })).toEqual({
      finds: { countered: null },
      tells: { goesBeyond: false },
    });
  });

  test("that was accepted stands while it is within what is approved", () => {
    const newest = (judge("terms").finds as { offered: object }).offered;
    expect(judge("acceptance", { findings: { offered: newest } }).tells).toEqual({ stands: true });
    const payload = { ...full, amount: eur("8000.00") };
    expect(judge("acceptance", { payload, findings: { offered: newest } }).tells).toEqual({ stands: false });
    expect(judge("acceptance").tells).toEqual({ stands: false });
  });
});

describe("the second screening", () => {
  const rescreened = (result: object, screeningMatches: string[] = []) =>
    judge("rescreening", { findings: { screeningMatches }, results: { "rescreen-sanctions": result } }).tells;

  test.each([
    ["no hit", { hit: false, matches: [] }, [], false],
    ["a hit that people have cleared", { hit: true, matches: ["a"] }, ["a"], false],
    ["a hit beside one that was cleared", { hit: true, matches: ["a", "b"] }, ["a"], true],
    ["a hit that names no entry", { hit: true }, ["a"], true],
    ["an answer that says nothing", {}, [], true],
  ])("with %s", (_words, result, known, isNew) => {
    expect(rescreened(result, known)).toEqual({ isNew });
  });
});

describe("what others report", () => {
  test("is a hit unless it plainly is none", () => {
    expect(readScreening({ hit: "no" })).toEqual({ hit: true, matches: [] });
    expect(readScreening({ hit: false })).toEqual({ hit: false, matches: [] });
  });

  test("about credit without a day is too old", () => {
    expect(readCreditReport({ openDefaults: 1 })).toEqual({ creditReportOn: "1970-01-01", openDefaults: 0 });
    const findings = { creditReportOn: "1970-01-01" };
    expect(judge("report-age", { findings }).tells).toEqual({ isStale: true });
  });
});

describe("the principal reasons of a notice", () => {
  const subject = {
    payload: full,
    requester: { email: "asks@acme.example", name: "Asks" },
    findings: { ...noLoanFindings, reasonCodes: ["savings"] },
    settings: {},
  };

  test("are those that were found", () => {
    expect(principalReasons(subject)).toEqual([{ code: "savings", text: "Insufficient savings" }]);
  });

  test("are those of the people who rejected it, where they gave any", () => {
    expect(principalReasons({ ...subject, rejectedFor: ["collateral", "house_rule"] })).toEqual([
      { code: "collateral", text: "Value or type of collateral not sufficient" },
      { code: "house_rule", text: "house rule" },
    ]);
  });
});
