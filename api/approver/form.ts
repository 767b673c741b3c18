import type { Context } from "hono";

const formMaxBytes = 16 * 1024;
export const commentMaxCharacters = 2_000;
const controlCharacter = /(?![\t\n\r])\p{Cc}/u;

/** The fields of a form post, read within a limit; null when it is too large or no form. */
export const readForm = async (c: Context): Promise<URLSearchParams | null> => {
  const { body } = c.req.raw;
  const type = c.req.header("content-type") ?? "";
  if (body === null || !type.startsWith("application/x-www-form-urlencoded")) {
    return null;
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > formMaxBytes) {
      return null;
    }
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
};

export type FormFaults = { readonly outcome?: string; readonly comment?: string };

export type ReviewForm =
  | { readonly ok: true; readonly outcome: "approve" | "reject"; readonly comment: string }
  | { readonly ok: false; readonly comment: string; readonly faults: FormFaults };

const commentFault = (comment: string): string | null => {
  if (comment.length > commentMaxCharacters) {
    return `The comment has ${comment.length} characters; it may have ${commentMaxCharacters}.`;
  }
  return comment.isWellFormed() && !controlCharacter.test(comment)
    ? null
    : "The comment holds characters that cannot be kept. Please type it again.";
};

/** Pure: the choice and the comment, or what is wrong with each in words for the person who typed them. */
export const readReviewForm = (form: URLSearchParams): ReviewForm => {
  const outcome = form.get("outcome");
  // A browser sends a line break of a text area as CR LF; the signature must not depend on that.
  const comment = (form.get("comment") ?? "").replaceAll("\r\n", "\n").trim();
  const wrongComment = commentFault(comment);
  if ((outcome === "approve" || outcome === "reject") && wrongComment === null) {
    return { ok: true, outcome, comment };
  }
  return {
    ok: false,
    comment,
    faults: {
      ...(outcome === "approve" || outcome === "reject"
        ? {}
        : { outcome: "Choose whether to approve or to reject." }),
      ...(wrongComment === null ? {} : { comment: wrongComment }),
    },
  };
};
