import { z } from "zod";
import { argumentsSchema, toolSchema } from "../../services/agent-actions/model.ts";
import type { FieldError, KindFacts } from "../../services/kinds/model.ts";
import { textSchema } from "../../services/kinds/text.ts";
import { nonNegativeMoneySchema } from "../../services/money/model.ts";

const wordsMaxCharacters = 2_000;

/** Within the years that every date of ours can be written in, whatever the offset it came with. */
const isWritable = (text: string): boolean => /^(19|[2-8]\d)\d\d-/.test(text);

/** What an agent asks to be allowed to do. All of it is its own word, and nothing of it is checked against the tool. */
export const agentActionPayloadSchema = z.strictObject({
  tool: toolSchema,
  arguments: argumentsSchema,
  /** Why it wants to. */
  reason: textSchema(wordsMaxCharacters),
  /** What would happen, in plain language. */
  effect: textSchema(wordsMaxCharacters),
  risk: z.enum(["read_only", "low", "high"]),
  /** What it would cost at most. */
  cost: nonNegativeMoneySchema.optional(),
  reversible: z.boolean(),
  /** After it the action is of no use: nothing is approved or carried out any more. */
  expiresAt: z.iso
    .datetime({ offset: true })
    .refine(isWritable, { error: "must lie in the years 1900 to 8999" })
    .optional(),
});

export type AgentActionPayload = z.infer<typeof agentActionPayloadSchema>;

/** What only reads changes nothing, so that there is nothing that could not be undone. */
export const checkAgentAction = ({ risk, reversible }: AgentActionPayload): readonly FieldError[] =>
  risk === "read_only" && !reversible
    ? [
        {
          pointer: "/reversible",
          message: "must be true where the risk is read_only: reading changes nothing",
        },
      ]
    : [];

/** Null: of use for ever. */
export const expiryOf = ({ expiresAt }: AgentActionPayload): Date | null =>
  expiresAt === undefined ? null : new Date(expiresAt);

/** Nobody is asked about what is over already. */
export const checkAgentActionFacts = (
  payload: AgentActionPayload,
  { now }: KindFacts,
): readonly FieldError[] => {
  const expiry = expiryOf(payload);
  return expiry !== null && expiry <= now
    ? [{ pointer: "/expiresAt", message: "must lie in the future" }]
    : [];
};
