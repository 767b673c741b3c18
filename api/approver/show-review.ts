import type { Context } from "hono";
import type { Runtime } from "../../services/context.ts";
import type { LinkIdentity, Review } from "../../services/links/index.ts";
import type { ApproverDependencies, PageHandler } from "./dependencies.ts";
import { type Draft, type FormFaults, readDraft } from "./form.ts";
import { sessionOver } from "./messages.ts";
import { closedPage, decidedPage } from "./outcome-page.ts";
import { signPageToken } from "./page-token.ts";
import { reviewPage } from "./review-page.ts";
import { reviewSessions } from "./session.ts";

/** A session with what it leads to, as it is now. */
export type OpenReview = { readonly identity: LinkIdentity; readonly review: Review };

/** Null when there is no session, or nothing left behind it. */
export const readOpenReview = async (
  c: Context,
  { runtime, links }: ApproverDependencies,
): Promise<OpenReview | null> => {
  const identity = await reviewSessions.read(c, runtime);
  const review = identity === null ? null : await links.readReview(runtime, identity);
  return identity === null || review === null ? null : { identity, review };
};

/** The review page of a request that can be decided. */
export const openPage = async (
  c: Context,
  runtime: Runtime,
  { identity, review }: OpenReview,
  form: { readonly draft?: Draft; readonly faults?: FormFaults } = {},
): Promise<Response> => {
  const pageToken = await signPageToken(runtime, identity, review);
  return reviewPage(c, { review, pageToken, ...form });
};

/**
 * Whatever is not open: the recorded outcome, or why there is none. A form that wanted something else (`form`) is
 * told so with a conflict.
 */
export const settledPage = (c: Context, review: Review, form?: URLSearchParams): Promise<Response> => {
  const { state, decision } = review;
  if (decision !== null) {
    const wanted = form === undefined ? null : readDraft(form, review).outcome;
    const isOtherwise = wanted !== null && wanted !== decision.outcome;
    return decidedPage(c, { review, decision, occasion: isOtherwise ? "otherwise" : "again" });
  }
  // "decided" without a decision is no state that the services make; it reads as one that others settled.
  const closed = state === "open" || state === "decided" ? "not_required" : state;
  return closedPage(c, { review, state: closed, status: form === undefined ? 200 : 409 });
};

/** Shows the request of the open session in whatever state it is. */
export const showReview =
  (dependencies: ApproverDependencies): PageHandler =>
  async (c) => {
    const open = await readOpenReview(c, dependencies);
    if (open === null) {
      return sessionOver(c);
    }
    return open.review.state === "open"
      ? openPage(c, dependencies.runtime, open)
      : settledPage(c, open.review);
  };
