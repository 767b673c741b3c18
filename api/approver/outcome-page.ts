import type { Context } from "hono";
import { html } from "hono/html";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Review, ReviewState } from "../../services/links/index.ts";
import { formatMoment, formatUtc } from "../../services/presentation/format-time.ts";
import { outcomeWord } from "../../services/presentation/sentence.ts";
import { details, head } from "./content.ts";
import { type Html, page, written } from "./layout.ts";

type ClosedState = Exclude<ReviewState, "open" | "decided">;

const texts: Readonly<Record<ClosedState, { readonly title: string; readonly body: string }>> = {
  not_required: {
    title: "Your decision is no longer needed",
    body: "Others have decided this request. There is nothing for you to do.",
  },
  withdrawn: {
    title: "The request was withdrawn",
    body: "The requester took it back. There is nothing for you to do.",
  },
  canceled: {
    title: "The request was canceled",
    body: "It was ended without a decision. There is nothing for you to do.",
  },
  expired: {
    title: "The deadline has passed",
    body: "The request can no longer be decided. If it still matters, ask the requester to send it again.",
  },
  superseded: {
    title: "This link has been replaced",
    body: "The request has changed, or you were sent a newer link. Look for a newer mail about it, and use the link there.",
  },
  link_expired: {
    title: "This link is too old",
    body: "Links work for seven days. The request is still open: ask the requester or your administrator to have it decided another way.",
  },
};

const recorded = ({ decision, approver }: Review): Html | string =>
  decision === null
    ? ""
    : html`<p class="note">
          <strong class="${decision.outcome === "approve" ? "good" : "bad"}"
            >${written(decision.byName)} ${outcomeWord(decision.outcome)} this request</strong
          ><br />${formatMoment(decision.decidedAt, approver)} (${formatUtc(decision.decidedAt)})
        </p>
        ${
          decision.comment === null
            ? ""
            : html`<p>Comment:</p>
              <blockquote>${written(decision.comment)}</blockquote>`
        }`;

/** What was decided, to look at again: the page of a used link, and of a decision just made. */
export const decidedPage = (
  c: Context,
  {
    review,
    title,
    status = 200,
  }: { readonly review: Review; readonly title: string; readonly status?: ContentfulStatusCode },
): Response | Promise<Response> =>
  page(c, {
    title,
    status,
    content: html`${head(review)}
      <h2>${title}</h2>
      ${recorded(review)}
      <p>You can close this page. If this was not you, tell your administrator at once.</p>
      <details>
        <summary>Show the request</summary>
        ${details(review)}
      </details>`,
  });

/** A link that decides nothing any more says why, and what to do. */
export const closedPage = (c: Context, review: Review, state: ClosedState): Response | Promise<Response> => {
  const { title, body } = texts[state];
  return page(c, {
    title,
    content: html`${head(review)}
      <h2>${title}</h2>
      <p class="note">${body}</p>`,
  });
};
