import { z } from "zod";

/** The documents that an employer may ask a new hire for; the names are those of form fields. */
export const documentLabels = {
  identity: "Proof of identity",
  workAuthorization: "Proof of the right to work",
  bankDetails: "Bank details for the salary",
  taxForm: "Tax form",
  certificates: "Certificates of education",
  healthInsurance: "Proof of health insurance",
} as const;

export type HireDocument = keyof typeof documentLabels;

const names = Object.keys(documentLabels) as [HireDocument, ...HireDocument[]];
/** As many files as one answer may carry. */
const documentsMax = 5;

/** A list of documents, each once. */
export const documentsSchema = z
  .array(z.enum(names))
  .max(documentsMax)
  .refine((list) => new Set(list).size === list.length, { error: "must name each document once" });

export const documentNames = (list: readonly HireDocument[]): string =>
  list.map((one) => documentLabels[one]).join(", ");
