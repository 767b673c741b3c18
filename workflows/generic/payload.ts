import { z } from "zod";
import type { FieldError } from "../../services/kinds/model.ts";
import { lineSchema, textSchema } from "../../services/kinds/text.ts";
import { moneySchema, nonNegativeMoneySchema } from "../../services/money/model.ts";

const labelMaxCharacters = 100;
const valueMaxCharacters = 2_000;
const fieldsMaxCount = 50;
const detailsMaxCharacters = 10_000;

const valueSchema = z.union([textSchema(valueMaxCharacters), z.number(), z.boolean(), moneySchema], {
  error: "must be a text, a number, true or false, or money",
});

/** Anything that somebody has to say yes to: fields with labels, and an amount where there is one. */
export const genericPayloadSchema = z.strictObject({
  fields: z
    .array(z.strictObject({ label: lineSchema(labelMaxCharacters), value: valueSchema }))
    .max(fieldsMaxCount)
    .default([]),
  details: textSchema(detailsMaxCharacters).optional(),
  /** What policies compare with and what the approver sees first. */
  amount: nonNegativeMoneySchema.optional(),
});

export type GenericPayload = z.infer<typeof genericPayloadSchema>;

/** A label names one field, so that an approver and a condition mean the same. */
export const checkGeneric = ({ fields }: GenericPayload): readonly FieldError[] =>
  fields.flatMap(({ label }, index) =>
    fields.findIndex((one) => one.label === label) < index
      ? [{ pointer: `/fields/${index}/label`, message: `another field is labeled "${label}"` }]
      : [],
  );
