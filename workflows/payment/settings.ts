import { z } from "zod";
import { type Money, nonNegativeMoneySchema } from "../../services/money/model.ts";

const currenciesMaxCount = 50;
const holidaysMaxCount = 500;
const recentDefaultDays = 7;
const recentMaxDays = 90;
const timePattern = /^([01][0-9]|2[0-3]):[0-5][0-9]$/;

const timeOfDay = z.string().regex(timePattern, 'must be a time of day, like "16:00"');

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }) instanceof Intl.DateTimeFormat;
  } catch {
    return false;
  }
};

const hasCurrencyOnce = (sums: readonly Money[]): boolean =>
  new Set(sums.map(({ currency }) => currency)).size === sums.length;

/** One sum a currency: nothing here converts. */
const sumsSchema = z
  .array(nonNegativeMoneySchema)
  .max(currenciesMaxCount)
  .refine(hasCurrencyOnce, { error: "must name each currency once" });

const inUsualCurrencies = (amount: string): Money[] =>
  ["EUR", "USD", "GBP"].map((currency) => ({ amount, currency }));

/** What a tenant may set for payments. */
export const paymentSettingsSchema = z
  .strictObject({
    /** The most that one payee is paid on one day. */
    perPayeePerDay: sumsSchema.default(inUsualCurrencies("250000.00")),
    /** The most that one account pays on one day. */
    perDay: sumsSchema.default(inUsualCurrencies("1000000.00")),
    /** Above this a second person checks; in a currency that is not named here, always. */
    dualControlAbove: sumsSchema.default(inUsualCurrencies("50000.00")),
    /** Bank details that were changed within so many days are called back about. */
    payeeChangeDays: z.int().min(0).max(recentMaxDays).default(recentDefaultDays),
    /** When the bank opens, and until when it takes a payment for the same day, by its own clock. */
    opening: timeOfDay.default("08:00"),
    cutOff: timeOfDay.default("16:00"),
    bankTimeZone: z
      .string()
      .refine(isTimeZone, { error: "must be a time zone, like Europe/Berlin" })
      .default("Europe/Berlin"),
    /** Days of the week on which the bank works: 1 is Monday, 7 is Sunday. */
    bankDays: z.array(z.int().min(1).max(7)).min(1).max(7).default([1, 2, 3, 4, 5]),
    /** Days on which the bank does not work although it is such a day of the week. */
    bankHolidays: z.array(z.iso.date()).max(holidaysMaxCount).default([]),
  })
  .refine(({ opening, cutOff }) => opening < cutOff, {
    path: ["cutOff"],
    error: "must be later than the opening",
  });

export type PaymentSettings = z.infer<typeof paymentSettingsSchema>;

/** The sum that is set for a currency, or null where none is. */
export const sumFor = (sums: readonly Money[], currency: string): Money | null =>
  sums.find((sum) => sum.currency === currency) ?? null;
