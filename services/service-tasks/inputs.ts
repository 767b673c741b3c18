import { z } from "zod";
import { lineSchema, textSchema } from "../kinds/text.ts";
import { idSchema } from "../requests/model.ts";
import { commentMaxCharacters } from "./read-hand-answer.ts";

/** Of a task's result over the API, as JSON. */
export const resultMaxBytes = 65_536;
const reasonCodeMaxCharacters = 100;
const messageMaxCharacters = 1_000;
const answerNameMaxCharacters = 60;
const daySeconds = 86_400;
const extendMinSeconds = 60;
export const extendDefaultSeconds = daySeconds;
const extendMaxSeconds = 30 * daySeconds;

const commentSchema = textSchema(commentMaxCharacters);

const resultSchema = z
  .record(z.string(), z.unknown())
  .refine((result) => Buffer.byteLength(JSON.stringify(result)) <= resultMaxBytes, {
    error: `must not be larger than ${resultMaxBytes} bytes`,
  });

/** What a client sends when the work is done. */
export const completionSchema = z.strictObject({
  result: resultSchema.optional(),
  comment: commentSchema.optional(),
});
export type Completion = z.infer<typeof completionSchema>;

/** What a client sends when the work was not done. Whether a part of it was, is not known of a failure. */
export const failureSchema = z.strictObject({
  outcome: z.enum(["failed", "declined"]).default("failed"),
  reasonCode: lineSchema(reasonCodeMaxCharacters),
  message: textSchema(messageMaxCharacters).optional(),
});
export type Failure = z.infer<typeof failureSchema>;

/** What a client sends while it is still at work. */
export const heartbeatSchema = z.strictObject({
  extendSeconds: z.int().min(extendMinSeconds).max(extendMaxSeconds).default(extendDefaultSeconds),
});
export type Heartbeat = z.infer<typeof heartbeatSchema>;

/** One of the answers of the task's form. */
export const handAnswerInputSchema = z.strictObject({
  answer: lineSchema(answerNameMaxCharacters),
  fields: z.record(z.string(), z.unknown()).default({}),
  comment: commentSchema.optional(),
  actingMemberId: idSchema("mem").optional(),
});
export type HandAnswerBody = z.infer<typeof handAnswerInputSchema>;
