import { z } from "zod";

/** The documents that a lender may ask an applicant for; the names are those of form fields. */
export const documentLabels = {
  proofOfIncome: "Proof of income",
  proofOfIdentity: "Proof of identity",
  proofOfResidence: "Proof of residence",
  bankStatements: "Bank statements of the last three months",
  employmentConfirmation: "The employer's confirmation",
  purchaseContract: "The purchase contract",
  collateralTitle: "Title to the collateral",
} as const;

export type LoanDocument = keyof typeof documentLabels;

const names = Object.keys(documentLabels) as [LoanDocument, ...LoanDocument[]];

/** A list of documents, each once. */
export const documentsSchema = z
  .array(z.enum(names))
  .max(names.length)
  .refine((list) => new Set(list).size === list.length, { error: "must name each document once" });

/** Those of the list that are not there yet. */
export const lacking = (
  wanted: readonly LoanDocument[],
  received: readonly LoanDocument[],
): readonly LoanDocument[] => [...new Set(wanted)].filter((one) => !received.includes(one));

export const documentNames = (list: readonly LoanDocument[]): string =>
  list.map((one) => documentLabels[one]).join(", ");
