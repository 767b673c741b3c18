import type { Context } from "hono";
import { signConfirmation } from "./confirmation.ts";
import { confirmationPage } from "./confirmation-page.ts";
import type { ApproverDependencies, PageHandler } from "./dependencies.ts";
import { readDraft, readForm, readReviewForm } from "./form.ts";
import { changedSince, foreignForm, notAForm, otherLinkOpen, sessionOver, tooLarge } from "./messages.ts";
import { isFromOwnPage } from "./origin.ts";
import { checkPageToken, signPageToken } from "./page-token.ts";
import { type OpenReview, openPage, readOpenReview, settledPage } from "./show-review.ts";

const confirm = async (
  c: Context,
  { runtime }: ApproverDependencies,
  open: OpenReview,
  form: URLSearchParams,
): Promise<Response> => {
  const { identity, review } = open;
  if (form.has("change")) {
    return openPage(c, runtime, open, { draft: readDraft(form) });
  }
  const read = readReviewForm(form, review.commentRequiredFor);
  if (!read.ok) {
    return openPage(c, runtime, open, { draft: read.draft, faults: read.faults });
  }
  const { outcome, comment } = read;
  const { requestVersion, contentHash } = review;
  const choice = { outcome, comment, requestVersion, contentHash };
  return confirmationPage(c, {
    review,
    choice,
    confirmation: await signConfirmation(runtime, identity, choice),
    pageToken: await signPageToken(runtime, identity, review),
  });
};

/**
 * The first post decides nothing: a robot that sends the first form it finds ends at the confirmation. A form
 * without a page token was sent blind, and is answered with the confirmation at most.
 */
export const choose =
  (dependencies: ApproverDependencies): PageHandler =>
  async (c) => {
    const { runtime } = dependencies;
    if (!isFromOwnPage(c, runtime.settings.baseUrl)) {
      return foreignForm(c);
    }
    const form = await readForm(c);
    if (form === "too_large" || form === "not_a_form") {
      return form === "too_large" ? tooLarge(c) : notAForm(c);
    }
    const open = await readOpenReview(c, dependencies);
    if (open === null) {
      return sessionOver(c);
    }
    const { identity, review } = open;
    const token = form.get("page");
    const verdict =
      token === null ? "current" : await checkPageToken(runtime, token, { ...review, jti: identity.jti });
    if (verdict === "other_link") {
      return otherLinkOpen(c, review);
    }
    if (review.state !== "open") {
      return settledPage(c, review, form);
    }
    return verdict === "changed" ? changedSince(c) : confirm(c, dependencies, open, form);
  };
