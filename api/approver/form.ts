import type { Context } from "hono";

/** A comment of 2,000 characters outside Latin takes up to 18,000 bytes in a form; the tokens come on top. */
const formMaxBytes = 32 * 1024;
const formMediaType = "application/x-www-form-urlencoded";
export const commentMaxCharacters = 2_000;
const controlCharacters = /(?![\t\n])\p{Cc}/gu;

export type Outcome = "approve" | "reject";
export const isOutcome = (text: string | null): text is Outcome => text === "approve" || text === "reject";

/** The fields of a form post, read within a limit. */
export const readForm = async (c: Context): Promise<URLSearchParams | "too_large" | "not_a_form"> => {
  const [type = ""] = (c.req.header("content-type") ?? "").toLowerCase().split(";");
  if (type.trim() !== formMediaType) {
    return "not_a_form";
  }
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    bytes += chunk.length;
    if (bytes > formMaxBytes) {
      return "too_large";
    }
    chunks.push(chunk);
  }
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
};

/** A browser sends every line break as CR LF; what is signed and kept must not depend on that. */
export const readComment = (form: URLSearchParams): string =>
  (form.get("comment") ?? "").replaceAll(/\r\n?/g, "\n").trim();

export type FormFaults = { readonly outcome?: string; readonly comment?: string };

/** What the person sent, to be shown again in the form. */
export type Draft = { readonly outcome: Outcome | null; readonly comment: string };

export type ReviewForm =
  | { readonly ok: true; readonly outcome: Outcome; readonly comment: string }
  | { readonly ok: false; readonly draft: Draft; readonly faults: FormFaults };

const commentFault = (comment: string, isRequired: boolean): string | null => {
  if (comment.length > commentMaxCharacters) {
    return `The comment is too long: it has ${comment.length} characters, and may have ${commentMaxCharacters}.`;
  }
  if (comment.search(controlCharacters) !== -1) {
    return "The comment held invisible control characters. They have been taken out: check the text, then continue again.";
  }
  return isRequired && comment === "" ? "Write a comment: a rejection needs a reason." : null;
};

/** Pure: what the form holds, whole or not. */
export const readDraft = (form: URLSearchParams): Draft => {
  const outcome = form.get("outcome");
  return {
    outcome: isOutcome(outcome) ? outcome : null,
    comment: readComment(form).replaceAll(controlCharacters, ""),
  };
};

/** Pure: the choice and the comment, or what is wrong with each in words for the person who typed them. */
export const readReviewForm = (form: URLSearchParams, commentRequiredFor: readonly Outcome[]): ReviewForm => {
  const draft = readDraft(form);
  const { outcome } = draft;
  const comment = readComment(form);
  const fault = commentFault(comment, outcome !== null && commentRequiredFor.includes(outcome));
  if (outcome !== null && fault === null) {
    return { ok: true, outcome, comment };
  }
  const faults = {
    ...(outcome === null ? { outcome: "Choose whether to approve or to reject." } : {}),
    ...(fault === null ? {} : { comment: fault }),
  };
  return { ok: false, draft, faults };
};
