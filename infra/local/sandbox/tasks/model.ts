import { z } from "zod";
import { textSchema } from "../../../../services/kinds/text.ts";
import { type Money, nonNegativeMoneySchema } from "../../../../services/money/model.ts";
import {
  addressFieldsMax,
  attemptsMax,
  idCharactersMax,
  linesMax,
  quantityMax,
  textCharactersMax,
} from "../limits.ts";

export const idSchema = textSchema(idCharactersMax);

/** Who asks for what. Whatever else the sender may come to say about a task is not ours to refuse. */
export const envelopeSchema = z.object({
  task: z.object({
    id: idSchema,
    type: idSchema,
    tenantId: idSchema,
    requestId: idSchema,
    kind: textSchema(idCharactersMax),
    attempt: z.int().min(0).max(attemptsMax),
  }),
  input: z.record(z.string(), z.unknown()),
});

export type Envelope = z.infer<typeof envelopeSchema>;

const linesSchema = z
  .array(z.strictObject({ sku: idSchema, quantity: z.int().min(1).max(quantityMax) }))
  .min(1)
  .max(linesMax);

const addressSchema = z
  .record(idSchema, textSchema(textCharactersMax).nullable())
  .refine((fields) => Object.keys(fields).length <= addressFieldsMax, {
    error: `must have at most ${addressFieldsMax} fields`,
  });

/** What each type of task needs to be told. */
export const inputSchemas = {
  "stock.reserve": z.strictObject({ orderNumber: idSchema, lines: linesSchema }),
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

export type TaskType = keyof typeof inputSchemas;
export type Input<Type extends TaskType> = z.infer<(typeof inputSchemas)[Type]>;

export const taskTypes = Object.keys(inputSchemas) as readonly TaskType[];
export const taskTypeSchema = z.enum(taskTypes);

/** A task by its Idempotency-Key, which is what a compensation names it by. */
export type TaskKey = { readonly tenantId: string; readonly taskId: string };

export type Task = TaskKey & {
  readonly requestId: string;
  readonly type: TaskType;
  /** As the type's schema left it. */
  readonly input: Readonly<Record<string, unknown>>;
};

/** The answer with status 200. */
export type Answer =
  | { readonly outcome: "completed"; readonly result: Readonly<Record<string, unknown>> }
  | { readonly outcome: "declined"; readonly reasonCode: string; readonly message: string };

/** What goes into the ledger about something that happened; `reference` is the order number. */
export type Entry = {
  readonly amount: Money | null;
  readonly reference: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** What came of a task: its answer, and the effect if there was one. */
export type Done = { readonly answer: Answer; readonly entry: Entry | null };

export const declined = (reasonCode: string, message: string): Done => ({
  answer: { outcome: "declined", reasonCode, message },
  entry: null,
});

export const completed = (result: Readonly<Record<string, unknown>>, entry: Entry): Done => ({
  answer: { outcome: "completed", result },
  entry,
});

export const nothingToUndo: Done = {
  answer: { outcome: "completed", result: { nothingToUndo: true } },
  entry: null,
};
