import type { Context } from "hono";
import { html } from "hono/html";
import type { Review } from "../../services/links/index.ts";
import { formatMoney } from "../../services/money/format.ts";
import { circumstances, details, earlierDecisions } from "./content.ts";
import { type Fault, faultSummary } from "../pages/faults.ts";
import type { Draft, FormFaults } from "./form.ts";
import { type Html, line, page } from "../pages/layout.ts";
import { bannerOf } from "./banner.ts";
import { choices, commentField, reasonField } from "./review-form.ts";

export type ReviewPageInput = {
  readonly review: Review;
  /** Bound to the link and to what is shown. */
  readonly pageToken: string;
  readonly draft?: Draft;
  readonly faults?: FormFaults;
};

const emptyDraft: Draft = { outcome: null, reasonCode: null, comment: "" };

/** In the order of the fields. */
const listFaults = ({ outcome, reasonCode, comment }: FormFaults): Fault[] => [
  ...(outcome === undefined ? [] : [{ field: "approve", text: outcome }]),
  ...(reasonCode === undefined ? [] : [{ field: "reasonCode", text: reasonCode }]),
  ...(comment === undefined ? [] : [{ field: "comment", text: comment }]),
];

const nextStep = ({ assurance }: Review): Html =>
  html`<p class="quiet">
    The next page asks you to confirm${assurance === "code" ? ", with a code that is mailed to you" : ""}.
    Nothing is decided before that.
  </p>`;

/** The review: everything that is decided upon, and a form without a preselected choice that decides nothing yet. */
export const reviewPage = (c: Context, input: ReviewPageInput): Promise<Response> => {
  const { review, pageToken, draft = emptyDraft, faults = {} } = input;
  const found = listFaults(faults);
  return page(c, {
    banner: bannerOf(review),
    title: `${found.length > 0 ? "Error: " : ""}Review: ${review.title}`,
    status: found.length > 0 ? 422 : 200,
    content: html`${faultSummary(found)}
      <h1>${line(review.title)}</h1>
      ${review.amount === null ? "" : html`<p class="amount">${formatMoney(review.amount)}</p>`}
      ${circumstances(review)}
      <p><a href="#decision">Go to your decision</a></p>
      <h2>What you decide on</h2>
      ${details(review)}
      ${review.edit === null ? "" : html`<p><a href="/review/edit">${line(review.edit.label)}</a></p>`}
      ${earlierDecisions(review)}
      <form method="post" action="/review" novalidate>
        <input type="hidden" name="page" value="${pageToken}" />
        ${choices(review, draft, faults)} ${reasonField(review, draft, faults)}
        ${commentField(review, draft, faults)}
        <p class="actions"><button type="submit">Continue</button></p>
        ${nextStep(review)}
      </form>`,
  });
};
