import { z } from "zod";
import { textSchema } from "../../../../services/kinds/text.ts";
import { nonNegativeMoneySchema } from "../../../../services/money/model.ts";
import { addressFieldsMax, linesMax, quantityMax, textCharactersMax } from "../limits.ts";
import { idSchema } from "../tasks/model.ts";

const linesSchema = z
  .array(z.strictObject({ sku: idSchema, quantity: z.int().min(1).max(quantityMax) }))
  .min(1)
  .max(linesMax);

const addressSchema = z
  .record(idSchema, textSchema(textCharactersMax).nullable())
  .refine((fields) => Object.keys(fields).length <= addressFieldsMax, {
    error: `must have at most ${addressFieldsMax} fields`,
  });

/** What each type of an order's tasks needs to be told. */
export const inputSchemas = {
  "stock.reserve": z.strictObject({
    orderNumber: idSchema,
    lines: linesSchema,
    partial: z.literal(true).optional(),
  }),
  "stock.release": z.strictObject({ reservationId: idSchema.optional(), reserveTaskId: idSchema }),
  "payment.authorize": z.strictObject({ orderNumber: idSchema, amount: nonNegativeMoneySchema }),
  "payment.capture": z.strictObject({ authorizationId: idSchema, amount: nonNegativeMoneySchema }),
  "payment.void": z.strictObject({ authorizationId: idSchema.optional(), authorizeTaskId: idSchema }),
  "payment.refund": z.strictObject({
    captureId: idSchema.optional(),
    captureTaskId: idSchema,
    amount: nonNegativeMoneySchema,
  }),
  "shipping.create": z.strictObject({ orderNumber: idSchema, shipTo: addressSchema, lines: linesSchema }),
} as const;

export type Input<Type extends keyof typeof inputSchemas> = z.infer<(typeof inputSchemas)[Type]>;
