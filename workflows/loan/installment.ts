import { fromMinorUnits, toMinorUnits } from "../../services/money/minor-units.ts";
import type { Money } from "../../services/money/model.ts";

/** One, in the fixed point that the calculation counts in: far below a minor unit of any sum. */
const one = 10n ** 30n;
/** Hundredths of a percent a year are this part of one a month. */
const hundredthsInMonthlyOne = 120_000n;

const hundredths = (percent: string): bigint => {
  const [whole = "", fraction = ""] = percent.split(".");
  return BigInt(whole + fraction.padEnd(2, "0"));
};

const divide = (dividend: bigint, divisor: bigint): bigint => (dividend * 2n + divisor) / (divisor * 2n);

/**
 * Pure: the equal monthly installment of an annuity loan, P·r·(1+r)ⁿ ÷ ((1+r)ⁿ − 1), rounded half up to the minor
 * unit. `annualRatePercent` is nominal, as text ("9.90"). Takes more than zero, and at least one month.
 */
export const monthlyInstallment = (amount: Money, annualRatePercent: string, termMonths: number): Money => {
  const principal = toMinorUnits(amount);
  const rate = (hundredths(annualRatePercent) * one) / hundredthsInMonthlyOne;
  if (rate === 0n) return fromMinorUnits(divide(principal, BigInt(termMonths)), amount.currency);
  let growth = one;
  for (let month = 0; month < termMonths; month += 1) growth = (growth * (one + rate)) / one;
  return fromMinorUnits(divide(principal * rate * growth, one * (growth - one)), amount.currency);
};
