import { fromMinorUnits, toMinorUnits } from "./minor-units.ts";
import type { Money } from "./model.ts";

/** The exact sum. Throws a RangeError when the currencies differ: nothing here converts. */
export const addMoney = (left: Money, right: Money): Money => {
  refuseTwoCurrencies(left, right);
  return fromMinorUnits(toMinorUnits(left) + toMinorUnits(right), left.currency);
};

/** The exact sum of a list in one currency; zero for an empty list. */
export const sumMoney = (all: readonly Money[], currency: string): Money =>
  all.reduce(addMoney, fromMinorUnits(0n, currency));

/** Negative, zero or positive, as the left is less than, equal to or more than the right; 5 equals 5.00. */
export const compareMoney = (left: Money, right: Money): -1 | 0 | 1 => {
  refuseTwoCurrencies(left, right);
  const difference = toMinorUnits(left) - toMinorUnits(right);
  if (difference === 0n) return 0;
  return difference < 0n ? -1 : 1;
};

const oneHundredPercent = 100n;

/** Divides zero or more by more than zero, rounded half up. */
const divide = (dividend: bigint, divisor: bigint): bigint => (dividend * 2n + divisor) / (divisor * 2n);

/** A whole number of percent of zero or more, rounded half up to the minor unit: 150 percent is one and a half times. */
export const percentOfMoney = (money: Money, percent: number): Money =>
  fromMinorUnits(divide(toMinorUnits(money) * BigInt(percent), oneHundredPercent), money.currency);

/** The average of sums in one currency, none of them negative, rounded half up; null for none. */
export const averageMoney = (all: readonly Money[]): Money | null => {
  const [first] = all;
  if (first === undefined) return null;
  const sum = sumMoney(all, first.currency);
  return fromMinorUnits(divide(toMinorUnits(sum), BigInt(all.length)), first.currency);
};

const refuseTwoCurrencies = (left: Money, right: Money): void => {
  if (left.currency !== right.currency)
    throw new RangeError(`${left.currency} and ${right.currency} do not go together`);
};
