import type { Context } from "hono";
import { html } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Review, ReviewState } from "../../services/links/index.ts";
import { outcomeOf } from "../../services/presentation/sentence.ts";
import { circumstances, deciderName, details, earlierDecisions, saidWith, summary } from "./content.ts";
import { type Html, moment, page } from "../pages/layout.ts";
import { bannerOf } from "./banner.ts";

type ClosedState = Exclude<ReviewState, "open" | "decided">;
type Recorded = NonNullable<Review["decision"]>;
type Texts = { readonly title: string; readonly body: string; readonly todo: string };

const nothingToDo = "There is nothing for you to do.";

const closedTexts: Readonly<Record<ClosedState, Texts>> = {
  not_required: {
    title: "Your decision is no longer needed",
    body: "Others have settled this request before you.",
    todo: nothingToDo,
  },
  handed_on: {
    title: "Somebody else decides this now",
    body: "Your part in this decision was handed on to another person.",
    todo: nothingToDo,
  },
  returned: {
    title: "The request went back to the requester",
    body: "It was sent back to be changed, and can no longer be decided as it was. If it is sent again, you get a new mail.",
    todo: nothingToDo,
  },
  withdrawn: {
    title: "The request was withdrawn",
    body: "The requester took it back. Nothing is carried out.",
    todo: nothingToDo,
  },
  canceled: {
    title: "The request was canceled",
    body: "It was ended without a decision. Nothing is carried out.",
    todo: nothingToDo,
  },
  expired: {
    title: "The deadline has passed",
    body: "The request can no longer be decided, and nothing is carried out.",
    todo: "If it still matters, ask the requester to send it again. You will get a new mail.",
  },
  superseded: {
    title: "This link has been replaced",
    body: "The request has changed, or you were sent a newer link. This one can no longer decide.",
    todo: "Find the newest mail about this request and open the link there.",
  },
  revoked: {
    title: "This link was switched off",
    body: "It can decide nothing any more. That happens when a wrong code is entered too often. The request itself is not decided by it.",
    todo: "If the wrong codes were not yours, tell your administrator. To decide, ask them or the requester to send you a new link.",
  },
  link_expired: {
    title: "This link has expired",
    body: "The request is still open, but a link works for a limited time only.",
    todo: "Look for a newer mail about this request. If there is none, ask the requester or your administrator for a new link.",
  },
};

const settledText = ({ requestStatus }: Review): string =>
  requestStatus === "approved" || requestStatus === "rejected" ? ` It was ${requestStatus}.` : "";

const whatFollows = (
  { requestStatus, requestVersion, currentVersion }: Review,
  { outcome }: Recorded,
): string => {
  if (requestVersion < currentVersion) {
    return `The requester has changed the request since. What you decided on was version ${requestVersion}.`;
  }
  switch (requestStatus) {
    case "pending":
      return outcome === "recuse"
        ? "The request is still open, and is left to the others."
        : "The request is still open: others have to decide, too.";
    case "approved":
      return "The request is approved. The requester is told when it has been carried out.";
    case "rejected":
      return "The request is rejected. Nothing is carried out, and the requester is told.";
    case "withdrawn":
    case "canceled":
    case "expired":
      return `The request has since ended: it is ${requestStatus}.`;
    case "draft":
    case "returned":
      return "The request is with the requester again, who can change it and send it anew.";
  }
};

const cardTones: Readonly<Record<Recorded["outcome"], string>> = {
  approve: "approved",
  reject: "rejected",
  return: "set-aside",
  recuse: "set-aside",
};

const recordedCard = (review: Review, recorded: Recorded): Html =>
  html`<div class="card ${cardTones[recorded.outcome]}">
    <p>${deciderName(recorded)} ${outcomeOf(recorded.outcome, "this request")}.</p>
    <p>${moment(recorded.decidedAt, review.approver)}</p>
    ${saidWith(recorded)}
  </div>`;

export type DecidedPageInput = {
  readonly review: Review;
  readonly decision: Recorded;
  /** "first": just now, or the same form sent again. "again": looked at later. "otherwise": another choice came after. */
  readonly occasion: "first" | "again" | "otherwise";
};

const decidedTitle = ({ decision, occasion }: DecidedPageInput): string => {
  const deed = outcomeOf(decision.outcome, "this request");
  return occasion === "otherwise" ? `You had already ${deed}` : `You ${deed}`;
};

const decidedNote = ({ occasion }: DecidedPageInput): Html | string => {
  switch (occasion) {
    case "first":
      return html`<p class="note">Your decision is recorded. You can close this page.</p>`;
    case "otherwise":
      return html`<p class="note">
        A decision counts once. What you chose now was not recorded; this decision stands:
      </p>`;
    case "again":
      return html`<p class="note">There is nothing more for you to do.</p>`;
  }
};

/** What was recorded: who, what, when, and why. The page of a decision just made, and of a used link. */
export const decidedPage = (c: Context, input: DecidedPageInput): Promise<Response> => {
  const { review, decision, occasion } = input;
  const title = decidedTitle(input);
  return page(c, {
    banner: bannerOf(review),
    title: `${title}: ${review.title}`,
    status: occasion === "otherwise" ? 409 : 200,
    content: html`<h1>${title}</h1>
      ${decidedNote(input)} ${recordedCard(review, decision)} ${summary(review)}
      <p>${whatFollows(review, decision)}</p>
      <details class="more">
        <summary>Show what was decided on</summary>
        ${circumstances(review)} ${details(review)} ${earlierDecisions(review)}
      </details>
      <p class="quiet">Was this not you? Tell your administrator at once: somebody else has used your link.</p>`,
  });
};

/** A link that can decide nothing any more says why, and what to do. */
export const closedPage = (
  c: Context,
  { review, state, status = 200 }: { review: Review; state: ClosedState; status?: ContentfulStatusCode },
): Promise<Response> => {
  const { title, body, todo } = closedTexts[state];
  return page(c, {
    banner: bannerOf(review),
    status,
    title: `${title}: ${review.title}`,
    content: html`<h1>${title}</h1>
      <p>${body}${state === "not_required" ? settledText(review) : ""}</p>
      <p class="note">${todo === nothingToDo ? "" : html`<strong>What to do:</strong> `}${todo}</p>
      ${summary(review)} ${earlierDecisions(review)}`,
  });
};
