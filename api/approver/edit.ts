import { DomainError } from "../../services/errors.ts";
import type { RequestContext } from "../environment.ts";
import { readForm } from "../pages/form-body.ts";
import { messagePage } from "../pages/message.ts";
import { isFromOwnPage } from "../pages/origin.ts";
import type { ApproverDependencies, PageHandler } from "./dependencies.ts";
import { editFormMaxBytes, isConfirmedEdit, readEntered, signEdit } from "./edit-form.ts";
import { editConfirmationPage, editPage } from "./edit-page.ts";
import {
  changedSince,
  confirmationOver,
  editTooLarge,
  foreignForm,
  noEdit,
  notAForm,
  otherLinkOpen,
  sessionOver,
} from "./messages.ts";
import { checkPageToken, signPageToken } from "./page-token.ts";
import { type OpenReview, readOpenReview, settledPage } from "./show-review.ts";

/** The open review of a request that its approver may change, or the page that says why there is none. */
const requireEditable = async (
  c: RequestContext,
  dependencies: ApproverDependencies,
): Promise<OpenReview | Response> => {
  const open = await readOpenReview(c, dependencies);
  if (open === null) return sessionOver(c);
  if (open.review.state !== "open") return settledPage(c, open.review);
  return open.review.edit === null ? noEdit(c) : open;
};

/** The form in which an approver changes a request. */
export const showEdit =
  (dependencies: ApproverDependencies): PageHandler =>
  async (c) => {
    const open = await requireEditable(c, dependencies);
    if (open instanceof Response) return open;
    const pageToken = await signPageToken(dependencies.runtime, open.identity, open.review);
    return editPage(c, { review: open.review, pageToken });
  };

type Sent = { readonly open: OpenReview; readonly form: URLSearchParams };

/** The form of one of our own pages, about the request as it is now; or the page that says why it is not. */
const readSent = async (c: RequestContext, dependencies: ApproverDependencies): Promise<Sent | Response> => {
  const { runtime } = dependencies;
  if (!isFromOwnPage(c, runtime.settings.baseUrl)) return foreignForm(c);
  const form = await readForm(c, editFormMaxBytes);
  if (form === "too_large" || form === "not_a_form")
    return form === "too_large" ? editTooLarge(c) : notAForm(c);
  const open = await requireEditable(c, dependencies);
  if (open instanceof Response) return open;
  const { identity, review } = open;
  const verdict = await checkPageToken(runtime, form.get("page") ?? "", { ...review, jti: identity.jti });
  if (verdict === "current") return { open, form };
  return verdict === "other_link" ? otherLinkOpen(c, review) : changedSince(c);
};

/** The first post changes nothing: it shows what would change, or what is wrong. */
export const chooseEdit =
  (dependencies: ApproverDependencies): PageHandler =>
  async (c) => {
    const { runtime, links } = dependencies;
    const sent = await readSent(c, dependencies);
    if (sent instanceof Response) return sent;
    const { identity, review } = sent.open;
    const entered = readEntered(sent.form, review);
    const pageToken = await signPageToken(runtime, identity, review);
    if (sent.form.has("again")) return editPage(c, { review, pageToken, entered });
    const planned = await links.planEdit(runtime, identity, { entered, traceId: c.var.traceId });
    if (!planned.ok) return editPage(c, { review, pageToken, entered, faults: planned.faults });
    const { changes } = planned;
    if (changes.length === 0) {
      const nothing = {
        field: "",
        message: "Nothing is changed: change a value, or go back to the request.",
      };
      return editPage(c, { review, pageToken, entered, faults: [nothing] });
    }
    const confirmation = await signEdit(runtime, identity, { review, entered });
    return editConfirmationPage(c, { review, entered, changes, confirmation, pageToken });
  };

/** The second post makes the new version; its editor is asked about it by a new mail. */
export const confirmEdit =
  (dependencies: ApproverDependencies): PageHandler =>
  async (c) => {
    const { runtime, links } = dependencies;
    const sent = await readSent(c, dependencies);
    if (sent instanceof Response) return sent;
    const { identity, review } = sent.open;
    const entered = readEntered(sent.form, review);
    const token = sent.form.get("confirmation") ?? "";
    if (!(await isConfirmedEdit(runtime, identity, { review, entered, token }))) return confirmationOver(c);
    try {
      const { contentHash } = review;
      await links.editByLink(runtime, identity, { entered, contentHash, traceId: c.var.traceId });
    } catch (error) {
      if (error instanceof DomainError && error.code === "link.void") return changedSince(c);
      throw error;
    }
    return messagePage(c, {
      title: "You changed the request",
      body: "It has a new version now. Nothing is decided yet.",
      todo: "You get a new mail about this version: open the link there, and decide.",
      status: 200,
    });
  };
