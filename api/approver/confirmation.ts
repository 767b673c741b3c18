import { createHash } from "node:crypto";
import { z } from "zod";
import type { Runtime } from "../../services/context.ts";
import type { LinkIdentity } from "../../services/links/index.ts";

const purpose = "decision-confirmation";
const confirmationSeconds = 10 * 60;

/** What a person chose on the review page, and what exactly they were shown. */
export type Choice = {
  readonly outcome: "approve" | "reject";
  readonly comment: string;
  readonly contentHash: string;
};

const claimsSchema = z.object({
  jti: z.string(),
  outcome: z.enum(["approve", "reject"]),
  comment: z.string(),
  contentHash: z.string(),
});

const hashOf = (comment: string): string => createHash("sha256").update(comment, "utf8").digest("base64url");

/** Signs the choice for the second step: bound to the link, the choice, the comment and the content. */
export const signConfirmation = (runtime: Runtime, { jti }: LinkIdentity, choice: Choice): Promise<string> =>
  runtime.ports.tokens.signPage(
    purpose,
    { jti, outcome: choice.outcome, comment: hashOf(choice.comment), contentHash: choice.contentHash },
    confirmationSeconds,
  );

/** The confirmed choice, or null when the token is of another link, another comment, or too old. */
export const readConfirmation = async (
  runtime: Runtime,
  { jti }: LinkIdentity,
  form: { readonly confirmation: string; readonly comment: string },
): Promise<Choice | null> => {
  const claims = await runtime.ports.tokens.verifyPage(purpose, form.confirmation);
  const parsed = claimsSchema.safeParse(claims);
  if (!parsed.success || parsed.data.jti !== jti || parsed.data.comment !== hashOf(form.comment)) {
    return null;
  }
  const { outcome, contentHash } = parsed.data;
  return { outcome, comment: form.comment, contentHash };
};
