import { createHash } from "node:crypto";
import { z } from "zod";
import type { Runtime } from "../../services/context.ts";
import type { LinkIdentity } from "../../services/links/index.ts";
import type { Outcome } from "./form.ts";

const purpose = "decision-confirmation";
const lifeSeconds = 10 * 60;

/** What a person chose on the review page, and what exactly they were shown. */
export type Choice = {
  readonly outcome: Outcome;
  readonly comment: string;
  readonly requestVersion: number;
  /** Hex. */
  readonly contentHash: string;
};

const claimsSchema = z.object({
  jti: z.string(),
  outcome: z.enum(["approve", "reject"]),
  commentHash: z.string(),
  requestVersion: z.number(),
  contentHash: z.string(),
});

const hashOf = (comment: string): string => createHash("sha256").update(comment, "utf8").digest("base64url");

/** Signs the choice for the second step: bound to the link, the version and content shown, the choice and the comment. */
export const signConfirmation = (
  runtime: Runtime,
  { jti }: LinkIdentity,
  choice: Choice,
): Promise<string> => {
  const { outcome, comment, requestVersion, contentHash } = choice;
  const claims = { jti, outcome, commentHash: hashOf(comment), requestVersion, contentHash };
  return runtime.ports.tokens.signPage(purpose, claims, lifeSeconds);
};

export type ConfirmedForm = {
  readonly token: string;
  readonly outcome: string | null;
  readonly comment: string;
};

/**
 * The confirmed choice; "other_link" when it was confirmed for another link than the one that is open now; null
 * when the token is too old, not ours, or of another choice or comment than the form says.
 */
export const readConfirmation = async (
  runtime: Runtime,
  { jti }: LinkIdentity,
  form: ConfirmedForm,
): Promise<Choice | "other_link" | null> => {
  const parsed = claimsSchema.safeParse(await runtime.ports.tokens.verifyPage(purpose, form.token));
  if (!parsed.success) {
    return null;
  }
  const { outcome, commentHash, requestVersion, contentHash } = parsed.data;
  if (parsed.data.jti !== jti) {
    return "other_link";
  }
  const sameForm = (form.outcome ?? outcome) === outcome && commentHash === hashOf(form.comment);
  return sameForm ? { outcome, comment: form.comment, requestVersion, contentHash } : null;
};
