import { z } from "zod";
import type { FieldError } from "../../services/kinds/model.ts";
import { lineSchema, textSchema } from "../../services/kinds/text.ts";
import { nonNegativeMoneySchema } from "../../services/money/model.ts";

const codeMaxCharacters = 64;
const nameMaxCharacters = 200;
const questionMaxCharacters = 500;
const answerMaxCharacters = 2_000;
const ownersMaxCount = 50;
/** As many as one form may have fields. */
const questionsMaxCount = 20;
const sharesMaxPercent = 100;

const countrySchema = z.string().regex(/^[A-Z]{2}$/, "must be a country code of two capitals (ISO 3166-1)");

/** A vendor or a customer who is looked into before business is done with them, or again after a time. */
export const compliancePayloadSchema = z.strictObject({
  caseNumber: lineSchema(codeMaxCharacters),
  subject: z.strictObject({
    role: z.enum(["vendor", "customer"]),
    name: lineSchema(nameMaxCharacters),
    country: countrySchema,
    registrationNumber: lineSchema(codeMaxCharacters).optional(),
    sector: z.enum(["general", "cash_intensive", "crypto", "defense", "gambling", "public_sector"]),
  }),
  /** Whoever owns a share; those of 25 % or more are its beneficial owners (Directive (EU) 2015/849, article 3(6)). */
  owners: z
    .array(
      z.strictObject({
        name: lineSchema(nameMaxCharacters),
        country: countrySchema,
        sharePercent: z.number().positive().max(sharesMaxPercent),
        politicallyExposed: z.boolean().default(false),
      }),
    )
    .max(ownersMaxCount),
  questions: z
    .array(
      z.strictObject({
        question: lineSchema(questionMaxCharacters),
        answer: textSchema(answerMaxCharacters),
        /** What shows it: a document's name, an address, a register entry. Asked for where it is missing. */
        evidence: textSchema(answerMaxCharacters).optional(),
      }),
    )
    .max(questionsMaxCount),
  /** What is expected to be bought or sold in a year. */
  yearlyVolume: nonNegativeMoneySchema,
  /** The case that this one looks into again. */
  reviewOf: lineSchema(codeMaxCharacters).optional(),
});

export type CompliancePayload = z.infer<typeof compliancePayloadSchema>;

/** Nobody owns more than all of it. */
export const checkCompliance = ({ owners }: CompliancePayload): readonly FieldError[] => {
  const sum = owners.reduce((total, { sharePercent }) => total + sharePercent, 0);
  return sum > sharesMaxPercent
    ? [{ pointer: "/owners", message: `hold ${sum} % together; at most ${sharesMaxPercent} % can be held` }]
    : [];
};
