import { z } from "zod";
import type { Runtime } from "../../services/context.ts";
import { answerHash, type ConfirmedAnswer, type TaskLinkIdentity } from "../../services/task-links/index.ts";

const purpose = "task-confirmation";
const lifeSeconds = 10 * 60;

const claimsSchema = z.object({ jti: z.string(), answerHash: z.string() });

const hashOf = (answer: ConfirmedAnswer): string => answerHash(answer).toString("base64url");

/** Signs an answer for the second step: bound to the link, to the question shown, and to all that was typed. */
export const signConfirmation = (
  runtime: Runtime,
  { jti }: TaskLinkIdentity,
  answer: ConfirmedAnswer,
): Promise<string> =>
  runtime.ports.tokens.signPage(purpose, { jti, answerHash: hashOf(answer) }, lifeSeconds);

/**
 * Whether this answer was confirmed; "other_link" when it was for another link than the one that is open now; "no"
 * when the token is too old, not ours, or of another answer.
 */
export const checkConfirmation = async (
  runtime: Runtime,
  { jti }: TaskLinkIdentity,
  { token, answer }: { readonly token: string; readonly answer: ConfirmedAnswer },
): Promise<"yes" | "other_link" | "no"> => {
  const parsed = claimsSchema.safeParse(await runtime.ports.tokens.verifyPage(purpose, token));
  if (!parsed.success) {
    return "no";
  }
  if (parsed.data.jti !== jti) {
    return "other_link";
  }
  return parsed.data.answerHash === hashOf(answer) ? "yes" : "no";
};
