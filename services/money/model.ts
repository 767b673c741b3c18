import { z } from "zod";
import { isCurrency, minorDigits } from "./currency.ts";

/** Digits before the point: beyond any real sum, and far inside what numeric columns and bigint carry. */
const amountMaxIntegerDigits = 15;
/** Digits after the point that the notation allows at all; each currency then allows its own number. */
const amountMaxFractionDigits = 3;

const integerDigits = `(0|[1-9][0-9]{0,${amountMaxIntegerDigits - 1}})`;
const fractionDigits = `(\\.[0-9]{1,${amountMaxFractionDigits}})?`;
const signedAmount = new RegExp(`^-?${integerDigits}${fractionDigits}$`);
const unsignedAmount = new RegExp(`^${integerDigits}${fractionDigits}$`);

/** A sum of money: `amount` is a decimal string in major units ("1250.00"), `currency` an ISO 4217 code. */
export type Money = { readonly amount: string; readonly currency: string };

const currencySchema = z
  .string()
  .regex(/^[A-Z]{3}$/, "must be a currency code of three capitals, like EUR")
  .refine(isCurrency, "is not a currency of ISO 4217");

const fitsCurrency = ({ amount, currency }: Money): boolean =>
  (amount.split(".")[1] ?? "").length <= minorDigits(currency);

const moneyOf = (amount: z.ZodType<string>) =>
  z.strictObject({ amount, currency: currencySchema }).refine(fitsCurrency, {
    path: ["amount"],
    error: (issue) => {
      const { currency } = issue.input as Money;
      return `has more digits after the point than ${currency} allows (${minorDigits(currency)})`;
    },
  });

/** Money of either sign, as it comes over the wire. */
export const moneySchema = moneyOf(
  z.string().regex(signedAmount, 'must be a decimal number as text, like "1250.00"'),
);

/** Money of zero or more, as it comes over the wire. */
export const nonNegativeMoneySchema = moneyOf(
  z.string().regex(unsignedAmount, 'must be a decimal number of zero or more as text, like "1250.00"'),
);
