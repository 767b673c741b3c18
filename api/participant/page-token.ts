import { z } from "zod";
import type { Runtime } from "../../services/context.ts";
import type { AskedTask, TaskLinkIdentity } from "../../services/task-links/index.ts";

const purpose = "task-page";
const lifeSeconds = 24 * 60 * 60;

const claimsSchema = z.object({ jti: z.string(), contentHash: z.string() });

type Shown = Pick<AskedTask, "contentHash">;

/** Signs which link a page is of and what it asks, for its forms to carry along. */
export const signPageToken = (
  runtime: Runtime,
  { jti }: TaskLinkIdentity,
  { contentHash }: Shown,
): Promise<string> => runtime.ports.tokens.signPage(purpose, { jti, contentHash }, lifeSeconds);

/**
 * "other_link": the form is of another link than the one that is open now, or of no page of ours. "changed": the
 * question is no longer what the form's page showed.
 */
export type PageTokenVerdict = "current" | "other_link" | "changed";

/** Compares a form's token with what is open now. */
export const checkPageToken = async (
  runtime: Runtime,
  token: string,
  { jti, contentHash }: Shown & { readonly jti: string },
): Promise<PageTokenVerdict> => {
  const parsed = claimsSchema.safeParse(await runtime.ports.tokens.verifyPage(purpose, token));
  if (!parsed.success || parsed.data.jti !== jti) {
    return "other_link";
  }
  return parsed.data.contentHash === contentHash ? "current" : "changed";
};
