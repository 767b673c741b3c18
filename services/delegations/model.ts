import { z } from "zod";
import type { Id } from "../../db/schema/columns.ts";
import { lineSchema, textSchema } from "../kinds/text.ts";
import { type Money, nonNegativeMoneySchema } from "../money/model.ts";
import { idSchema, kindMaxCharacters } from "../requests/model.ts";

const kindsMaxCount = 20;
const reasonMaxCharacters = 500;

/** Within the years that every date of ours can be written in, whatever the offset it came with. */
const momentSchema = z.iso
  .datetime({ offset: true })
  .refine((text) => /^(19|[2-8]\d)\d\d-/.test(text), { error: "must lie in the years 1900 to 8999" });

/** What a client app sends so that somebody decides for somebody else for a time. */
export const delegationInputSchema = z.strictObject({
  principalId: idSchema("mem"),
  /** Without it the principal's backup. */
  delegateId: idSchema("mem").optional(),
  /** Without it requests of every kind. */
  kinds: z.array(lineSchema(kindMaxCharacters)).min(1).max(kindsMaxCount).optional(),
  /** Without it of every amount; with it only of this currency, up to it. */
  amountLimit: nonNegativeMoneySchema.optional(),
  startsAt: momentSchema,
  endsAt: momentSchema,
  reason: textSchema(reasonMaxCharacters).optional(),
});
export type DelegationInput = z.infer<typeof delegationInputSchema>;

/** Which seats of whom go to whom, and when: from `startsAt` until just before `endsAt`. */
export type DelegationTerms = {
  readonly principalId: Id<"member">;
  readonly delegateId: Id<"member">;
  readonly kinds: readonly string[] | null;
  readonly amountLimit: Money | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
};
