import { describe, expect, test } from "vitest";
import { readPayload } from "../../../services/kinds/read-payload.ts";
import { kind } from "../../../workflows/loan/contract.ts";
import { loanExamples } from "../../../workflows/loan/examples.ts";
import type { LoanPayload } from "../../../workflows/loan/payload.ts";
import { readLoans } from "../../support/loans.ts";

const [full, spare] = loanExamples as [LoanPayload, LoanPayload];

describe("a loan application", () => {
  test("is accepted as it stands in the real data, every line of it", () => {
    const faults = readLoans().flatMap((application) => {
      const read = readPayload(kind, application);
      return read.ok ? [] : [[application.applicationNumber, read.errors]];
    });
    expect(faults).toEqual([]);
  });

  test.each([
    ["a number on two lines", { applicationNumber: "LA\n1" }, "/applicationNumber"],
    ["nothing to lend", { amount: { amount: "0", currency: "EUR" } }, "/amount/amount"],
    ["no term", { termMonths: 0 }, "/termMonths"],
    ["a purpose that is none", { purpose: "casino" }, "/purpose"],
    ["the outcome told", { outcome: "good" }, "/outcome"],
    ["a document twice", { conditions: ["proofOfIncome", "proofOfIncome"] }, "/conditions"],
    ["an address that is none", { contact: { name: "A", email: "nobody" } }, "/contact/email"],
  ])("is refused with %s", (_words, change, pointer) => {
    const read = readPayload(kind, { ...full, ...change });
    expect(read.ok ? [] : read.errors.map((error) => error.pointer)).toEqual([pointer]);
  });

  test("shows its approver every point and what was found", () => {
    const { facts, tables, totals } = kind.describe(full, {
      score: 612,
      band: "pass",
      decideBy: "2026-02-04",
      sanctionsHit: true,
      screeningMatches: ["list/1"],
    });
    const told = new Map(facts.map(({ label, value }) => [label, value]));
    expect(told.get("Decide and tell the applicant by")).toBe("2026-02-04");
    expect(told.get("Score")).toBe("612 (pass: good odds)");
    expect(told.get("Sanctions lists")).toBe("a hit: list/1");
    expect(told.get("Conditions")).toBe("Proof of income, Bank statements of the last three months");
    expect(tables[0]?.rows).toContainEqual(["Checking account", "none", "28"]);
    expect(totals.map(({ value }) => value)).toEqual(["9,000.00 EUR", "36 months"]);
  });

  test("shows no finding that there is not", () => {
    expect(kind.describe(spare, {}).facts.map(({ label }) => label)).toEqual([
      "Application",
      "Purpose",
      "Job",
    ]);
  });
});

describe("an edit", () => {
  const fate = (after: Partial<LoanPayload>, status: "pending" | "approved" = "pending") =>
    kind.fateOfEdit?.(full, { ...full, ...after }, status, {
      by: "person",
      isUnderWay: status === "approved",
    });
  const richer = { ...full.financials, savings: "over_1000" } as const;

  test.each([
    [
      "a further condition",
      { conditions: [...(full.conditions ?? []), "purchaseContract" as const] },
      "keep",
    ],
    ["a further document", { documents: ["proofOfIdentity", "proofOfIncome"] as const }, "keep"],
    ["a condition less", { conditions: ["proofOfIncome" as const] }, "reapprove"],
    ["another amount", { amount: { amount: "8000.00", currency: "EUR" } }, "reapprove"],
    ["another term", { termMonths: 12 }, "reapprove"],
    ["another address", { contact: { name: "Carla Neumann", email: "else@mail.example" } }, "reapprove"],
    ["other finances", { financials: richer }, "reapprove"],
  ] as const)("of %s: %s", (_words, change, expected) => {
    expect(fate(change as Partial<LoanPayload>)).toBe(expected);
  });

  test("of what was judged is refused once it is approved", () => {
    expect(fate({ financials: richer }, "approved")).toMatchObject({ pointer: "/financials" });
  });

  test("of nothing but the order of the fields is none", () => {
    const turned = Object.fromEntries(Object.entries(full.financials).toReversed());
    expect(fate({ financials: turned as LoanPayload["financials"] })).toBe("keep");
  });

  test("never changes the number", () => {
    expect(fate({ applicationNumber: "LN-2" })).toMatchObject({ pointer: "/applicationNumber" });
  });
});
