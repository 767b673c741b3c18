import type { Context } from "hono";
import { html } from "hono/html";
import type { Review } from "../../services/links/index.ts";
import { details, head } from "./content.ts";
import { commentMaxCharacters, type FormFaults } from "./form.ts";
import { type Html, page } from "./layout.ts";

export type ReviewPageInput = {
  readonly review: Review;
  /** Bound to the link: tells two links that are open in two tabs apart. */
  readonly pageToken: string;
  readonly comment?: string;
  readonly faults?: FormFaults;
};

const faultList = (faults: FormFaults): Html | string =>
  faults.outcome === undefined && faults.comment === undefined
    ? ""
    : html`<div class="faults" role="alert" tabindex="-1">
        <h2>Something is missing</h2>
        <ul>
          ${faults.outcome === undefined ? "" : html`<li><a href="#approve">${faults.outcome}</a></li>`}
          ${faults.comment === undefined ? "" : html`<li><a href="#comment">${faults.comment}</a></li>`}
        </ul>
      </div>`;

const choices = ({ outcome }: FormFaults): Html =>
  html`<fieldset aria-describedby="${outcome === undefined ? "" : "outcome-fault"}">
    <legend>Your decision</legend>
    ${outcome === undefined ? "" : html`<p class="fault" id="outcome-fault">${outcome}</p>`}
    <div class="choice">
      <input type="radio" name="outcome" value="approve" id="approve" required />
      <label for="approve"
        >Approve<small>It goes on as described, at once when you are the last to decide.</small></label
      >
    </div>
    <div class="choice">
      <input type="radio" name="outcome" value="reject" id="reject" />
      <label for="reject">Reject<small>It ends here. The requester is told, with your comment.</small></label>
    </div>
  </fieldset>`;

/** The review: everything that is decided upon, and a form without a preselected choice that decides nothing yet. */
export const reviewPage = (
  c: Context,
  { review, pageToken, comment = "", faults = {} }: ReviewPageInput,
): Response | Promise<Response> => {
  const faulty = faults.outcome !== undefined || faults.comment !== undefined;
  return page(c, {
    title: `${faulty ? "Error: " : ""}Review: ${review.title}`,
    status: faulty ? 422 : 200,
    content: html`${faultList(faults)} ${head(review)} ${details(review)}
      <h2>Decide</h2>
      <form method="post" action="/review">
        <input type="hidden" name="page" value="${pageToken}" />
        ${choices(faults)}
        <label class="field" for="comment">Comment (optional)</label>
        <p class="hint" id="comment-hint">
          The requester and those who decide after you can read it. At most ${commentMaxCharacters} characters.
        </p>
        ${faults.comment === undefined ? "" : html`<p class="fault">${faults.comment}</p>`}
        <textarea
          id="comment"
          name="comment"
          maxlength="${commentMaxCharacters}"
          aria-describedby="comment-hint"
        >
${comment}</textarea
        >
        <div class="actions"><button type="submit">Continue</button></div>
        <p class="hint">Nothing is decided until you confirm on the next page.</p>
      </form>`,
  });
};
