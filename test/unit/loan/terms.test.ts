import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { monthlyInstallment } from "../../../workflows/loan/installment.ts";
import { hashTerms, isCounteroffer, isWithin, priceTerms } from "../../../workflows/loan/terms.ts";

const eur = (amount: string) => ({ amount, currency: "EUR" });

describe("a monthly installment", () => {
  test.each([
    ["10000.00", "12.00", 12, "888.49"],
    ["2500.00", "9.90", 12, "219.67"],
    ["9000.00", "9.90", 36, "289.98"],
    ["1200.00", "0", 12, "100.00"],
    ["100.00", "0", 3, "33.33"],
  ])("of %s EUR at %s %% over %i months is %s EUR", (amount, rate, months, installment) => {
    expect(monthlyInstallment(eur(amount), rate, months)).toEqual(eur(installment));
  });

  test("is that of the formula in floating point, to the cent, for sums that this carries", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 100, max: 5_000_000 }),
        fc.integer({ min: 1, max: 3_000 }),
        fc.integer({ min: 1, max: 480 }),
        (euros, basisPoints, months) => {
          const rate = basisPoints / 120_000;
          const growth = (1 + rate) ** months;
          const expected = (euros * rate * growth) / (growth - 1);
          const { amount } = monthlyInstallment(eur(`${euros}.00`), (basisPoints / 100).toFixed(2), months);
          expect(Math.abs(Number(amount) - expected)).toBeLessThanOrEqual(0.0051);
        },
      ),
      { seed: 11 },
    );
  });
});

describe("terms", () => {
  const approved = { amount: eur("5000.00"), termMonths: 24 };

  test.each([
    ["the same", approved, true],
    ["less", { ...approved, amount: eur("4999.99") }, true],
    ["shorter", { ...approved, termMonths: 12 }, true],
    ["more by a cent", { ...approved, amount: eur("5000.01") }, false],
    ["longer", { ...approved, termMonths: 25 }, false],
    ["in another currency", { ...approved, amount: { amount: "1.00", currency: "USD" } }, false],
  ])("that are %s", (_words, wanted, within) => {
    expect(isWithin(wanted, approved)).toBe(within);
    expect(isCounteroffer(approved, wanted)).toBe(!isWithin(approved, wanted));
  });

  test("have one hash, which every member changes", () => {
    const terms = priceTerms(approved, "9.90");
    expect(terms.total).toEqual(eur((Number(terms.installment.amount) * 24).toFixed(2)));
    expect(hashTerms(priceTerms(approved, "9.90"))).toBe(hashTerms(terms));
    const others = [priceTerms(approved, "9.91"), priceTerms({ ...approved, termMonths: 23 }, "9.90")];
    expect(new Set([terms, ...others].map(hashTerms)).size).toBe(3);
  });
});
