import { z } from "zod";
import { toolSchema } from "../agent-actions/model.ts";
import { textSchema } from "../kinds/text.ts";
import { emailMaxCharacters, idSchema } from "../requests/model.ts";
import { argumentsPatternSchema } from "./pattern.ts";

export const grantUsesMax = 1_000;
export const grantLifeMaxDays = 90;
const reasonMaxCharacters = 500;

/** Within the years that every date of ours can be written in, whatever the offset it came with. */
const isWritable = (text: string): boolean => /^(19|[2-8]\d)\d\d-/.test(text);

/** What a tenant admin sends so that an agent may do something, so often and until then, without asking. */
export const grantInputSchema = z.strictObject({
  agentEmail: z.email().max(emailMaxCharacters),
  tool: toolSchema,
  argumentsPattern: argumentsPatternSchema,
  usesMax: z.int().min(1).max(grantUsesMax),
  endsAt: z.iso
    .datetime({ offset: true })
    .refine(isWritable, { error: "must lie in the years 1900 to 8999" }),
  reason: textSchema(reasonMaxCharacters),
  /** The tenant admin who gives it. */
  actingMemberId: idSchema("mem"),
});
export type GrantInput = z.infer<typeof grantInputSchema>;

/** As grants name agents, and requests are looked up by: an address is one however it is written. */
export const agentKey = (email: string): string => email.trim().toLowerCase();
