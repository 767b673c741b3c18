import { z } from "zod";
import type { Runtime } from "../../services/context.ts";
import type { LinkIdentity, Review } from "../../services/links/index.ts";

const purpose = "review-page";
const lifeSeconds = 24 * 60 * 60;

const claimsSchema = z.object({ jti: z.string(), requestVersion: z.number(), contentHash: z.string() });

type Shown = Pick<Review, "requestVersion" | "contentHash">;

/** Signs which link a review page is of and what it shows, for the form to carry along. */
export const signPageToken = (runtime: Runtime, { jti }: LinkIdentity, shown: Shown): Promise<string> =>
  runtime.ports.tokens.signPage(
    purpose,
    { jti, requestVersion: shown.requestVersion, contentHash: shown.contentHash },
    lifeSeconds,
  );

/**
 * "other_link": the form is of another link than the one that is open now, or of no page of ours. "changed": the
 * request is no longer what the form's page showed.
 */
export type PageTokenVerdict = "current" | "other_link" | "changed";

/** Compares a form's token with what is open now. */
export const checkPageToken = async (
  runtime: Runtime,
  token: string,
  { jti, requestVersion, contentHash }: Shown & { readonly jti: string },
): Promise<PageTokenVerdict> => {
  const parsed = claimsSchema.safeParse(await runtime.ports.tokens.verifyPage(purpose, token));
  if (!parsed.success || parsed.data.jti !== jti) {
    return "other_link";
  }
  const { data } = parsed;
  return data.requestVersion === requestVersion && data.contentHash === contentHash ? "current" : "changed";
};
