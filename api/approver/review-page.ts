import type { Context } from "hono";
import { html } from "hono/html";
import type { Review } from "../../services/links/index.ts";
import { formatMoney } from "../../services/money/format.ts";
import { visibleLine } from "../../services/presentation/visible-text.ts";
import { circumstances, details, earlierDecisions } from "./content.ts";
import { commentMaxCharacters, type Draft, type FormFaults } from "./form.ts";
import { type Html, line, page } from "./layout.ts";

export type ReviewPageInput = {
  readonly review: Review;
  /** Bound to the link and to what is shown. */
  readonly pageToken: string;
  readonly draft?: Draft;
  readonly faults?: FormFaults;
};

/** The first thing that is read and focused after a refused form: what is wrong, each a link to its field. */
const faultSummary = ({ outcome, comment }: FormFaults): Html | string =>
  outcome === undefined && comment === undefined
    ? ""
    : html`<div class="faults" role="alert" tabindex="-1" autofocus aria-labelledby="faults">
        <h2 id="faults">There is a problem</h2>
        <ul>
          ${outcome === undefined ? "" : html`<li><a href="#approve">${outcome}</a></li>`}
          ${comment === undefined ? "" : html`<li><a href="#comment">${comment}</a></li>`}
        </ul>
      </div>`;

const fault = (id: string, text: string | undefined): Html | string =>
  text === undefined ? "" : html`<p class="fault" id="${id}"><strong>Error:</strong> ${text}</p>`;

/** What an approval leads to, in words that hold for every quorum. */
export const afterApproval = ({ policyStage: { position, of } }: Review): string =>
  position < of
    ? "Once this stage is approved, the request goes on to the next stage."
    : "Once this stage is approved, the request is approved and carried out.";

/** What a rejection leads to. */
export const afterRejection = ({ requester }: Review): string =>
  `One rejection ends the request. Nothing is carried out, and ${visibleLine(requester.name)} is told, with your comment.`;

const choice = (value: "approve" | "reject", draft: Draft, words: { label: string; hint: string }): Html =>
  html`<div class="choice">
    <input
      type="radio"
      name="outcome"
      value="${value}"
      id="${value}"
      aria-describedby="${value}-hint"
      ${draft.outcome === value ? "checked" : ""}
    />
    <div>
      <label for="${value}">${words.label}</label>
      <p class="quiet" id="${value}-hint">${words.hint}</p>
    </div>
  </div>`;

const choices = (review: Review, draft: Draft, { outcome }: FormFaults): Html =>
  html`<fieldset ${outcome === undefined ? "" : html`class="faulty" aria-describedby="outcome-fault"`}>
    <legend><h2 id="decision">Your decision</h2></legend>
    ${fault("outcome-fault", outcome)}
    ${choice("approve", draft, { label: "Approve", hint: afterApproval(review) })}
    ${choice("reject", draft, { label: "Reject", hint: afterRejection(review) })}
  </fieldset>`;

const commentField = (review: Review, { comment }: Draft, faults: FormFaults): Html => {
  const isFaulty = faults.comment !== undefined;
  const need = review.commentRequiredFor.includes("reject") ? "(needed when you reject)" : "(optional)";
  return html`<div class="${isFaulty ? "field faulty" : "field"}">
    <label for="comment">Comment ${need}</label>
    <p class="quiet" id="comment-hint">
      The requester and whoever decides after you can read it. At most
      ${commentMaxCharacters.toLocaleString("en")} characters.
    </p>
    ${fault("comment-fault", faults.comment)}
    <textarea
      id="comment"
      name="comment"
      rows="4"
      aria-describedby="comment-hint${isFaulty ? " comment-fault" : ""}"
      ${isFaulty ? html`aria-invalid="true"` : ""}
    >
${comment}</textarea
    >
  </div>`;
};

/** The review: everything that is decided upon, and a form without a preselected choice that decides nothing yet. */
export const reviewPage = (c: Context, input: ReviewPageInput): Promise<Response> => {
  const { review, pageToken, draft = { outcome: null, comment: "" }, faults = {} } = input;
  const isFaulty = faults.outcome !== undefined || faults.comment !== undefined;
  return page(c, {
    review,
    title: `${isFaulty ? "Error: " : ""}Review: ${review.title}`,
    status: isFaulty ? 422 : 200,
    content: html`${faultSummary(faults)}
      <h1>${line(review.title)}</h1>
      ${review.amount === null ? "" : html`<p class="amount">${formatMoney(review.amount)}</p>`}
      ${circumstances(review)}
      <p><a href="#decision">Go to your decision</a></p>
      <h2>What you decide on</h2>
      ${details(review)} ${earlierDecisions(review)}
      <form method="post" action="/review" novalidate>
        <input type="hidden" name="page" value="${pageToken}" />
        ${choices(review, draft, faults)} ${commentField(review, draft, faults)}
        <p class="actions"><button type="submit">Continue</button></p>
        <p class="quiet">The next page asks you to confirm. Nothing is decided before that.</p>
      </form>`,
  });
};
