import { createHash } from "node:crypto";
import { z } from "zod";
import type { ConfirmedChoice } from "../../services/codes/index.ts";
import type { Runtime } from "../../services/context.ts";
import type { LinkIdentity } from "../../services/links/index.ts";
import { type Outcome, readComment } from "./form.ts";

const purpose = "decision-confirmation";
const lifeSeconds = 10 * 60;

/** What a person chose on the review page, and what exactly they were shown. */
export type Choice = Omit<ConfirmedChoice, "outcome" | "comment"> & {
  readonly outcome: Outcome;
  /** Empty when nothing was written. */
  readonly comment: string;
};

/** As the services take it. */
export const toConfirmed = ({ comment, ...choice }: Choice): ConfirmedChoice => ({
  ...choice,
  comment: comment === "" ? null : comment,
});

const claimsSchema = z.object({
  jti: z.string(),
  outcome: z.enum(["approve", "reject", "return", "recuse"]),
  commentHash: z.string(),
  reasonCode: z.string().nullable(),
  requestVersion: z.number(),
  contentHash: z.string(),
});

const hashOf = (comment: string): string => createHash("sha256").update(comment, "utf8").digest("base64url");

/** Signs the choice for the second step: bound to the link, the version and content shown, the choice and what was said with it. */
export const signConfirmation = (
  runtime: Runtime,
  { jti }: LinkIdentity,
  { comment, ...choice }: Choice,
): Promise<string> =>
  runtime.ports.tokens.signPage(purpose, { jti, ...choice, commentHash: hashOf(comment) }, lifeSeconds);

/**
 * The confirmed choice; "other_link" when it was confirmed for another link than the one that is open now; null
 * when the token is too old, not ours, or of another choice, comment or reason than the form says.
 */
export const readConfirmation = async (
  runtime: Runtime,
  { jti }: LinkIdentity,
  form: URLSearchParams,
): Promise<Choice | "other_link" | null> => {
  const token = form.get("confirmation") ?? "";
  const parsed = claimsSchema.safeParse(await runtime.ports.tokens.verifyPage(purpose, token));
  if (!parsed.success) {
    return null;
  }
  const { jti: confirmedFor, commentHash, ...choice } = parsed.data;
  if (confirmedFor !== jti) {
    return "other_link";
  }
  const comment = readComment(form);
  const sameForm =
    (form.get("outcome") ?? choice.outcome) === choice.outcome &&
    (form.get("reasonCode") ?? choice.reasonCode ?? "") === (choice.reasonCode ?? "") &&
    commentHash === hashOf(comment);
  return sameForm ? { ...choice, comment } : null;
};
