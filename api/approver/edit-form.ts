import { createHash } from "node:crypto";
import { z } from "zod";
import type { Runtime } from "../../services/context.ts";
import type { LinkIdentity, Review } from "../../services/links/index.ts";

/** Arguments of 32,768 characters may take up to nine bytes each in a form; twice that does not come about. */
export const editFormMaxBytes = 384 * 1024;
const purpose = "edit-confirmation";
const lifeSeconds = 10 * 60;

export type Entered = Readonly<Record<string, string>>;

export const fieldName = (name: string): string => `field-${name}`;

/** What stands in the form for each field of the kind's; nothing is trimmed, since a value may end with a space. */
export const readEntered = (form: URLSearchParams, { edit }: Pick<Review, "edit">): Entered =>
  Object.fromEntries(
    (edit?.fields ?? []).flatMap(({ name }) => {
      const text = form.get(fieldName(name));
      return text === null ? [] : [[name, text.replaceAll(/\r\n?/g, "\n")]];
    }),
  );

const hashOf = (entered: Entered): string =>
  createHash("sha256")
    .update(JSON.stringify(Object.entries(entered).toSorted(([one], [other]) => (one < other ? -1 : 1))))
    .digest("base64url");

/** Signs what the confirmation page shows: the link, the version and content that it is about, and what was entered. */
export const signEdit = (
  runtime: Runtime,
  { jti }: LinkIdentity,
  { review, entered }: { readonly review: Review; readonly entered: Entered },
): Promise<string> => {
  const { requestVersion, contentHash } = review;
  return runtime.ports.tokens.signPage(
    purpose,
    { jti, requestVersion, contentHash, entered: hashOf(entered) },
    lifeSeconds,
  );
};

const claimsSchema = z.object({
  jti: z.string(),
  requestVersion: z.number(),
  contentHash: z.string(),
  entered: z.string(),
});

/** Whether the form is what the confirmation page showed, and about the request as it is now. */
export const isConfirmedEdit = async (
  runtime: Runtime,
  { jti }: LinkIdentity,
  shown: { readonly review: Review; readonly entered: Entered; readonly token: string },
): Promise<boolean> => {
  const { review, entered, token } = shown;
  const parsed = claimsSchema.safeParse(await runtime.ports.tokens.verifyPage(purpose, token));
  return (
    parsed.success &&
    parsed.data.jti === jti &&
    parsed.data.requestVersion === review.requestVersion &&
    parsed.data.contentHash === review.contentHash &&
    parsed.data.entered === hashOf(entered)
  );
};
