import type { RequestContext } from "../environment.ts";
import { readForm } from "../pages/form-body.ts";
import { isFromOwnPage } from "../pages/origin.ts";
import { confirm } from "./confirm.ts";
import type { PageHandler, ParticipantDependencies } from "./dependencies.ts";
import { changedSince, foreignForm, notAForm, otherLinkOpen, sessionOver, tooLarge } from "./messages.ts";
import { checkPageToken } from "./page-token.ts";
import { formMaxBytes, readAnswer } from "./read-answer.ts";
import { type OpenTask, openPage, readOpenTask, settledPage } from "./show-task.ts";

const answerForm = (
  c: RequestContext,
  dependencies: ParticipantDependencies,
  open: OpenTask,
  form: URLSearchParams,
): Promise<Response> => {
  const read = readAnswer(open.asked.form, form);
  if (form.has("change") && read.chosen !== null) {
    return openPage(c, dependencies, open, { form, chosen: read.chosen, faults: { fields: {} } });
  }
  if (!read.ok) {
    return openPage(c, dependencies, open, { form, chosen: read.chosen, faults: read.faults });
  }
  const code = form.has("newCode") ? "again" : "once";
  return confirm(c, dependencies, {
    open,
    chosen: read.chosen,
    answer: { ...read.answer, contentHash: open.asked.contentHash },
    form,
    code: form.has("page") ? code : "none",
    // The page comes again, and a browser has forgotten the files that were chosen on it.
    ...(code === "again" ? { refusal: {} } : {}),
  });
};

/**
 * The first post records nothing: a robot that sends the first form it finds ends at the confirmation at most. A form
 * without a page token was sent blind. Where the form asks for a code, this is when it is mailed.
 */
export const choose =
  (dependencies: ParticipantDependencies): PageHandler =>
  async (c) => {
    const { runtime } = dependencies;
    if (!isFromOwnPage(c, runtime.settings.baseUrl)) {
      return foreignForm(c);
    }
    const form = await readForm(c, formMaxBytes);
    if (form === "too_large" || form === "not_a_form") {
      return form === "too_large" ? tooLarge(c) : notAForm(c);
    }
    const open = await readOpenTask(c, dependencies);
    if (open === null) {
      return sessionOver(c);
    }
    const { identity, asked } = open;
    const token = form.get("page");
    const verdict =
      token === null ? "current" : await checkPageToken(runtime, token, { ...asked, jti: identity.jti });
    if (verdict === "other_link") {
      return otherLinkOpen(c, asked);
    }
    if (asked.state !== "open") {
      return settledPage(c, asked, form);
    }
    return verdict === "changed" ? changedSince(c) : answerForm(c, dependencies, open, form);
  };
