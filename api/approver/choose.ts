import type { RequestContext } from "../environment.ts";
import { confirm } from "./confirm.ts";
import type { ApproverDependencies, PageHandler } from "./dependencies.ts";
import { readForm } from "../pages/form-body.ts";
import { formMaxBytes, readDraft, readReviewForm } from "./form.ts";
import { changedSince, foreignForm, notAForm, otherLinkOpen, sessionOver, tooLarge } from "./messages.ts";
import { isFromOwnPage } from "../pages/origin.ts";
import { checkPageToken } from "./page-token.ts";
import { type OpenReview, openPage, readOpenReview, settledPage } from "./show-review.ts";

const answerForm = (
  c: RequestContext,
  dependencies: ApproverDependencies,
  open: OpenReview,
  form: URLSearchParams,
): Promise<Response> => {
  const { runtime } = dependencies;
  const { requestVersion, contentHash } = open.review;
  if (form.has("change")) {
    return openPage(c, runtime, open, { draft: readDraft(form, open.review) });
  }
  const read = readReviewForm(form, open.review);
  if (!read.ok) {
    return openPage(c, runtime, open, { draft: read.draft, faults: read.faults });
  }
  const code = form.has("newCode") ? "again" : "once";
  return confirm(c, dependencies, {
    open,
    choice: { ...read.choice, requestVersion, contentHash },
    code: form.has("page") ? code : "none",
  });
};

/**
 * The first post decides nothing: a robot that sends the first form it finds ends at the confirmation. A form
 * without a page token was sent blind, and is answered with the confirmation at most. Where the stage asks for a
 * code, this is when it is mailed.
 */
export const choose =
  (dependencies: ApproverDependencies): PageHandler =>
  async (c) => {
    const { runtime } = dependencies;
    if (!isFromOwnPage(c, runtime.settings.baseUrl)) {
      return foreignForm(c);
    }
    const form = await readForm(c, formMaxBytes);
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
    return verdict === "changed" ? changedSince(c) : answerForm(c, dependencies, open, form);
  };
