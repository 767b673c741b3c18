import { z } from "zod";
import type { FieldError } from "../../services/kinds/model.ts";
import { lineSchema } from "../../services/kinds/text.ts";
import { nonNegativeMoneySchema } from "../../services/money/model.ts";
import { documentsSchema } from "./documents.ts";

const numberMaxCharacters = 64;
const nameMaxCharacters = 200;
const emailMaxCharacters = 254;
const termMaxMonths = 480;
const ageMinYears = 18;
const ageMaxYears = 130;
const dependentsMax = 30;
const creditsMax = 100;
const installmentRateMaxPercent = 100;

const months = z.int().min(1).max(termMaxMonths);

/**
 * A loan application as a client app sends it. Up to `financials` it has the shape of a line of
 * loan-applications.ndjson; what follows may be left out.
 */
export const loanPayloadSchema = z.strictObject({
  applicationNumber: lineSchema(numberMaxCharacters),
  amount: nonNegativeMoneySchema,
  termMonths: months,
  purpose: z.enum([
    "radio_tv",
    "furniture",
    "appliances",
    "new_car",
    "used_car",
    "repairs",
    "education",
    "retraining",
    "business",
    "other",
  ]),
  applicant: z.strictObject({
    age: z.int().min(ageMinYears).max(ageMaxYears),
    employment: z.enum(["unemployed", "under_1_year", "1_to_4_years", "4_to_7_years", "over_7_years"]),
    job: z.enum(["unskilled_nonresident", "unskilled", "skilled", "management"]),
    housing: z.enum(["own", "rent", "free"]),
    dependents: z.int().min(0).max(dependentsMax),
  }),
  financials: z.strictObject({
    checkingAccount: z.enum(["none", "overdrawn", "under_200", "over_200"]),
    savings: z.enum(["unknown", "under_100", "100_to_500", "500_to_1000", "over_1000"]),
    creditHistory: z.enum(["no_credits", "all_paid_here", "paid_so_far", "past_delay", "critical"]),
    existingCredits: z.int().min(0).max(creditsMax),
    otherInstallmentPlans: z.enum(["none", "bank", "stores"]),
    installmentRatePercent: z.int().min(0).max(installmentRateMaxPercent),
    property: z.enum(["none", "car", "savings_agreement", "real_estate"]),
    otherDebtors: z.enum(["none", "co_applicant", "guarantor"]),
  }),
  /** Where the applicant is asked and told; without it the requester is, who speaks for them. */
  contact: z
    .strictObject({ name: lineSchema(nameMaxCharacters), email: z.email().max(emailMaxCharacters) })
    .optional(),
  /** The day on which the application came in: the law's days count from it. */
  receivedOn: z.iso.date().optional(),
  /** What came with it. */
  documents: documentsSchema.optional(),
  /** What has to be shown before there is an offer. */
  conditions: documentsSchema.optional(),
});

export type LoanPayload = z.infer<typeof loanPayloadSchema>;

/** What the applicant may ask for by a counteroffer of their own. */
export const counterSchema = z.object({
  amount: nonNegativeMoneySchema.refine(({ amount }) => Number(amount) > 0),
  termMonths: months,
});

/** Whether there is anything to lend. */
export const checkLoan = ({ amount }: LoanPayload): readonly FieldError[] =>
  Number(amount.amount) > 0 ? [] : [{ pointer: "/amount/amount", message: "must be more than zero" }];
