import { z } from "zod";
import { documentsSchema } from "./documents.ts";

const daysMax = 90;
const offerDefaultDays = 14;
const documentsDefaultDays = 30;
const rateDefaultPercent = "9.90";

const days = z.int().min(1).max(daysMax);

/** What a tenant may set for loans. */
export const loanSettingsSchema = z.strictObject({
  /** An application without these is not complete: the applicant is told and asked for them. */
  requiredDocuments: documentsSchema.default([]),
  /** Every approval is on the condition that these are shown, beside the application's own. */
  conditions: documentsSchema.default([]),
  /** How long the applicant has to send what is missing, or what is a condition. */
  documentsDays: days.default(documentsDefaultDays),
  /** How long an offer stands. */
  offerDays: days.default(offerDefaultDays),
  /** Nominal interest a year, with at most two digits after the point. */
  annualRatePercent: z
    .string()
    .regex(/^\d{1,2}(\.\d{1,2})?$/, 'must be a percentage as text, like "9.90"')
    .default(rateDefaultPercent),
});

export type LoanSettings = z.infer<typeof loanSettingsSchema>;
