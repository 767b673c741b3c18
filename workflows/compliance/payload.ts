import { z } from "zod";
import type { FieldError } from "../../services/kinds/model.ts";
import { lineSchema, textSchema } from "../../services/kinds/text.ts";
import { nonNegativeMoneySchema } from "../../services/money/model.ts";

export const codeMaxCharacters = 64;
const nameMaxCharacters = 200;
const questionMaxCharacters = 500;
const answerMaxCharacters = 2_000;
const ownersMaxCount = 50;
/** As many as one form may have fields. */
const questionsMaxCount = 20;
const sharesMaxPercent = 100;
const shareMaxFractionDigits = 4;
const shareUnits = 10 ** shareMaxFractionDigits;

const countrySchema = z.string().regex(/^[A-Z]{2}$/, "must be a country code of two capitals (ISO 3166-1)");

const sharePattern = new RegExp(`^[0-9]+(\\.[0-9]{1,${shareMaxFractionDigits}})?$`);
const isShare = (percent: number): boolean => sharePattern.test(String(percent));

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
  /** Whoever owns a share; those of 25 % or more are its beneficial owners (Regulation (EU) 2024/1624, article 52). */
  owners: z
    .array(
      z.strictObject({
        name: lineSchema(nameMaxCharacters),
        country: countrySchema,
        sharePercent: z
          .number()
          .positive()
          .max(sharesMaxPercent)
          .refine(isShare, `must have at most ${shareMaxFractionDigits} digits after the point`),
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

/** In percent, without the dust that binary fractions leave: thirds of it are still no more than all of it. */
export const sumOfShares = (owners: CompliancePayload["owners"]): number =>
  owners.reduce((sum, { sharePercent }) => sum + Math.round(sharePercent * shareUnits), 0) / shareUnits;

/** Nobody owns more than all of it. */
export const checkCompliance = ({ owners }: CompliancePayload): readonly FieldError[] => {
  const sum = sumOfShares(owners);
  return sum > sharesMaxPercent
    ? [{ pointer: "/owners", message: `hold ${sum} % together; at most ${sharesMaxPercent} % can be held` }]
    : [];
};
