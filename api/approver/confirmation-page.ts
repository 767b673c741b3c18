import type { Context } from "hono";
import { html } from "hono/html";
import type { Review } from "../../services/links/index.ts";
import type { Choice } from "./confirmation.ts";
import { summary } from "./content.ts";
import { type Html, page, written } from "./layout.ts";
import { afterApproval, afterRejection } from "./review-page.ts";

const words = {
  approve: { verb: "approve", tone: "good", after: afterApproval },
  reject: { verb: "reject", tone: "bad", after: afterRejection },
} as const;

export type ConfirmationPageInput = {
  readonly review: Review;
  readonly choice: Choice;
  readonly confirmation: string;
  readonly pageToken: string;
};

const commentShown = (comment: string): Html =>
  comment === ""
    ? html`<p class="quiet">You wrote no comment.</p>`
    : html`<h2>Your comment</h2>
        <blockquote>${written(comment)}</blockquote>`;

/** The choice once more, with title and amount; only the first button here decides. */
export const confirmationPage = (c: Context, input: ConfirmationPageInput): Promise<Response> => {
  const { review, choice, confirmation, pageToken } = input;
  const { verb, tone, after } = words[choice.outcome];
  return page(c, {
    review,
    title: `Confirm: ${verb} ${review.title}`,
    content: html`<p class="step">Last step: nothing is decided yet</p>
      <h1>Do you want to <span class="${tone}">${verb}</span> this request?</h1>
      ${summary(review)}
      <p>${after(review)}</p>
      ${commentShown(choice.comment)}
      <form method="post" action="/decide">
        <input type="hidden" name="outcome" value="${choice.outcome}" />
        <input type="hidden" name="comment" value="${choice.comment}" />
        <input type="hidden" name="confirmation" value="${confirmation}" />
        <input type="hidden" name="page" value="${pageToken}" />
        <p class="actions">
          <button type="submit" class="${tone}">Yes, ${verb}</button>
          <button type="submit" class="plain" formaction="/review" name="change" value="yes">
            Change my answer
          </button>
        </p>
      </form>
      <p class="quiet">This page can be confirmed for ten minutes.</p>`,
  });
};
