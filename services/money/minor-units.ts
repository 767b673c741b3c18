import { minorDigits } from "./currency.ts";
import type { Money } from "./model.ts";

/** The amount in the currency's minor unit: 12.50 EUR is 1250n. Takes money that a money schema accepted. */
export const toMinorUnits = ({ amount, currency }: Money): bigint => {
  const digits = minorDigits(currency);
  const [whole = "", fraction = ""] = amount.split(".");
  if (fraction.length > digits) throw new RangeError(`${currency} has ${digits} digits after the point`);
  return BigInt(whole + fraction.padEnd(digits, "0"));
};

/** The money of so many minor units, with all the digits that the currency has. */
export const fromMinorUnits = (units: bigint, currency: string): Money => {
  const digits = minorDigits(currency);
  const sign = units < 0n ? "-" : "";
  const text = (units < 0n ? -units : units).toString().padStart(digits + 1, "0");
  const whole = text.slice(0, text.length - digits);
  const fraction = text.slice(text.length - digits);
  return { amount: digits === 0 ? `${sign}${whole}` : `${sign}${whole}.${fraction}`, currency };
};
