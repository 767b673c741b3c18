import { fromMinorUnits, toMinorUnits } from "./minor-units.ts";
import type { Money } from "./model.ts";

/** Digits after the point that a discount in percent may have. */
export const discountMaxFractionDigits = 4;

const discountPattern = new RegExp(`^[0-9]{1,3}(\\.[0-9]{1,${discountMaxFractionDigits}})?$`);
/** One percent, as the whole number that the calculation counts in. */
const onePercent = 10n ** BigInt(discountMaxFractionDigits);
const wholePrice = 100n * onePercent;

/** Whether the number is a discount: 0 to 100 percent, with at most 4 digits after the point. */
export const isDiscountPercent = (percent: number): boolean =>
  percent >= 0 && percent <= 100 && discountPattern.test(String(percent));

/**
 * Quantity × unit price less the discount, rounded half up to the currency's minor unit, without binary
 * fractions: the percent counts as its shortest decimal text. Takes a whole quantity and no negative numbers.
 */
export const lineTotal = (line: {
  readonly quantity: number;
  readonly unitPrice: Money;
  readonly discountPercent: number;
}): Money => {
  const share = wholePrice - scaledPercent(line.discountPercent);
  const product = BigInt(line.quantity) * toMinorUnits(line.unitPrice) * share;
  return fromMinorUnits((product * 2n + wholePrice) / (wholePrice * 2n), line.unitPrice.currency);
};

const scaledPercent = (percent: number): bigint => {
  if (!isDiscountPercent(percent)) throw new RangeError(`${percent} is not a discount in percent`);
  const [whole = "", fraction = ""] = String(percent).split(".");
  return BigInt(whole + fraction.padEnd(discountMaxFractionDigits, "0"));
};
