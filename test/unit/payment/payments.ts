import type { KindFacts, PastRequest } from "../../../services/kinds/model.ts";
import { paymentExamples } from "../../../workflows/payment/examples.ts";
import type { PaymentLine, PaymentPayload } from "../../../workflows/payment/payload.ts";
import { paymentSettingsSchema } from "../../../workflows/payment/settings.ts";

export const eur = (amount: string) => ({ amount, currency: "EUR" });

/** Two invoices, 1,000.00 and 250.00 EUR, on Monday the 19th of January 2026. */
export const batch = paymentExamples[0] as PaymentPayload & { readonly lines: PaymentLine[] };
/** 8,400.00 USD. */
export const single = paymentExamples[1] as PaymentPayload;

export const settingsOf = (settings: object = {}) => paymentSettingsSchema.parse(settings);

/** Monday at ten in Berlin. */
export const monday = new Date("2026-01-19T09:00:00Z");

export const factsOf = (past: readonly PastRequest[] = [], settings: object = {}): KindFacts => ({
  before: null,
  now: monday,
  past,
  settings: settingsOf(settings),
});
