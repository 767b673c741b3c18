import { canonicalPayload } from "../../services/requests/content-hash.ts";
import { compareMoney } from "../../services/money/arithmetic.ts";
import { fromMinorUnits, toMinorUnits } from "../../services/money/minor-units.ts";
import type { Money } from "../../services/money/model.ts";
import { monthlyInstallment } from "./installment.ts";
import type { LoanPayload } from "./payload.ts";

/** What is lent, and for how long. */
export type Wanted = Pick<LoanPayload, "amount" | "termMonths">;

/** Everything that the applicant agrees to. */
export type Terms = Wanted & {
  readonly annualRatePercent: string;
  readonly installment: Money;
  readonly total: Money;
};

/** Terms with their hash, by which both sides can tell later what was agreed, and the day until which they stand. */
export type Offered = Terms & { readonly termsHash: string; readonly standsUntil: string };

const times = ({ amount, currency }: Money, count: number): Money =>
  fromMinorUnits(toMinorUnits({ amount, currency }) * BigInt(count), currency);

export const priceTerms = ({ amount, termMonths }: Wanted, annualRatePercent: string): Terms => {
  const installment = monthlyInstallment(amount, annualRatePercent, termMonths);
  return { amount, termMonths, annualRatePercent, installment, total: times(installment, termMonths) };
};

/** SHA-256 of the canonical JSON (RFC 8785) of the terms, in hex. */
export const hashTerms = (terms: Terms): string => canonicalPayload(terms).hash.toString("hex");

/** Whether what is wanted is no more than what was approved: neither a larger sum nor a longer term. */
export const isWithin = (wanted: Wanted, approved: Wanted): boolean =>
  wanted.amount.currency === approved.amount.currency &&
  compareMoney(wanted.amount, approved.amount) <= 0 &&
  wanted.termMonths <= approved.termMonths;

/** Whether less is offered than was applied for, or for a shorter time: the law calls that a counteroffer. */
export const isCounteroffer = (applied: Wanted | undefined, offered: Wanted | undefined): boolean =>
  applied !== undefined && offered !== undefined && !isWithin(applied, offered);
