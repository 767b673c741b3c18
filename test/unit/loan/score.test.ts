import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { besideReport, reasonsMax, scoreOf } from "../../../workflows/loan/score.ts";
import { loanExamples } from "../../../workflows/loan/examples.ts";
import type { LoanPayload } from "../../../workflows/loan/payload.ts";
import { scorecard } from "../../../workflows/loan/scorecard.ts";

const [, good] = loanExamples as [LoanPayload, LoanPayload];
const poor: LoanPayload = {
  ...good,
  termMonths: 48,
  purpose: "new_car",
  applicant: { ...good.applicant, employment: "unemployed", housing: "rent" },
  financials: { ...good.financials, checkingAccount: "overdrawn", savings: "under_100" },
};

describe("a score", () => {
  test("is 600 and the points of every attribute", () => {
    const { score, parts } = scoreOf(good);
    expect(score).toBe(600 + 28 - 5 + 12 + 8 + 9 + 4 + 5 + 6 + 11 + 25 + 13);
    expect(parts.map(({ attribute }) => attribute)).toEqual(scorecard);
  });

  test("passes good odds, and refers or declines others", () => {
    expect(scoreOf(good).band).toBe("pass");
    expect(scoreOf(poor).band).toBe("decline");
  });

  test("names what cost the most points first, and at most four reasons", () => {
    expect(scoreOf(poor).reasonCodes).toEqual([
      "bank_account",
      "term_requested",
      "length_of_employment",
      "purpose_of_credit",
    ]);
    expect(scoreOf(good).reasonCodes).toEqual(["credit_history"]);
  });

  test("does not know age, dependents or the job", () => {
    const ages = fc.record({
      age: fc.integer({ min: 18, max: 99 }),
      dependents: fc.integer({ min: 0, max: 9 }),
    });
    fc.assert(
      fc.property(ages, fc.constantFrom("unskilled_nonresident", "management"), (other, job) => {
        const applicant = { ...good.applicant, ...other, job } as LoanPayload["applicant"];
        expect(scoreOf({ ...good, applicant })).toEqual(scoreOf(good));
      }),
      { seed: 7 },
    );
  });

  test("takes an amount in another currency for neither good nor bad", () => {
    const inYen = scoreOf({ ...good, amount: { amount: "2500", currency: "JPY" } });
    expect(inYen.parts.find(({ attribute }) => attribute.name === "amount")?.points).toBe(0);
  });

  test("beside open defaults is never passed without a person, and they are the first reason", () => {
    expect(besideReport(scoreOf(good), 2)).toMatchObject({
      band: "refer",
      reasonCodes: ["delinquent_obligations", "credit_history"],
    });
    expect(besideReport(scoreOf(poor), 1).band).toBe("decline");
    expect(besideReport(scoreOf(poor), 1).reasonCodes).toHaveLength(reasonsMax);
  });
});
