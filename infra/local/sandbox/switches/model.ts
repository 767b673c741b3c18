import { z } from "zod";
import { textSchema } from "../../../../services/kinds/text.ts";
import { reasonCodeCharactersMax, ruleTimesMax, rulesMax, textCharactersMax } from "../limits.ts";
import { idSchema } from "../tasks/model.ts";
import { taskTypeSchema } from "../tasks/type.ts";

const ruleSchema = z
  .strictObject({
    type: z.union([z.literal("*"), taskTypeSchema]),
    requestId: idSchema.optional(),
    /** What the task is about: an order number, an account. */
    reference: idSchema.optional(),
    /** The reference of an order's task. */
    orderNumber: idSchema.optional(),
    behavior: z.enum(["decline", "timeout", "fail", "accept-later"]),
    times: z.int().min(1).max(ruleTimesMax).optional(),
    afterEffect: z.boolean().optional(),
    probability: z.number().min(0).max(1).optional(),
    reasonCode: textSchema(reasonCodeCharactersMax).optional(),
    message: textSchema(textCharactersMax).optional(),
  })
  .refine(({ behavior, afterEffect }) => behavior !== "decline" || afterEffect !== true, {
    path: ["afterEffect"],
    error: "what was declined has no effect",
  });

/** What `PUT /switches` takes; the first rule that applies wins. */
export const switchesSchema = z.strictObject({ rules: z.array(ruleSchema).max(rulesMax) });

/** How tasks misbehave: which ones, how, and how often before all is well again. */
export type Rule = z.infer<typeof ruleSchema>;

export type CountedRule = { readonly position: number; readonly rule: Rule; readonly used: number };

/** What a rule looks at; the reference is null when nothing here knows it. */
export type Subject = {
  readonly type: string;
  readonly requestId: string;
  readonly reference: string | null;
};

/** Whether a rule is about this task and has times left; says nothing about its probability. */
export const applies = ({ rule, used }: CountedRule, subject: Subject): boolean =>
  (rule.type === "*" || rule.type === subject.type) &&
  (rule.requestId ?? subject.requestId) === subject.requestId &&
  [rule.reference, rule.orderNumber].every((one) => one === undefined || one === subject.reference) &&
  (rule.times === undefined || used < rule.times);
