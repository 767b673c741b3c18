import type { Context } from "hono";
import { html } from "hono/html";
import type { PlannedEdit, Review } from "../../services/links/index.ts";
import { visibleLine } from "../../services/presentation/visible-text.ts";
import { fault, faultSummary } from "../pages/faults.ts";
import { type Html, line, page, written } from "../pages/layout.ts";
import { bannerOf } from "./banner.ts";
import { summary } from "./content.ts";
import { type Entered, fieldName } from "./edit-form.ts";

type Faults = Extract<PlannedEdit, { ok: false }>["faults"];
type Changes = Extract<PlannedEdit, { ok: true }>["changes"];
type Field = NonNullable<Review["edit"]>["fields"][number];

const rowsMax = 12;

const input = ({ name, label, value }: Field, entered: Entered, faults: Faults): Html => {
  const id = fieldName(name);
  const text = entered[name] ?? value;
  const wrong = faults.find(({ field }) => field === name)?.message;
  const rows = Math.min(rowsMax, text.split("\n").length + 1);
  return html`<div class="${wrong === undefined ? "field" : "field faulty"}">
    <label for="${id}">${line(label)}</label>
    ${fault(`${id}-fault`, wrong)}
    <textarea
      id="${id}"
      name="${id}"
      rows="${rows}"
      spellcheck="false"
      ${wrong === undefined ? "" : html`aria-invalid="true" aria-describedby="${id}-fault"`}
    >
${text}</textarea
    >
  </div>`;
};

export type EditPageInput = {
  readonly review: Review;
  readonly pageToken: string;
  readonly entered?: Entered;
  readonly faults?: Faults;
};

const listed = (faults: Faults, { edit }: Review) =>
  faults.map(({ field, message }) => ({
    field: fieldName(field === "" ? (edit?.fields[0]?.name ?? "") : field),
    text: message,
  }));

/** The form with the values as they are, or as they were entered; sending it changes nothing yet. */
export const editPage = (c: Context, { review, pageToken, entered = {}, faults = [] }: EditPageInput) =>
  page(c, {
    banner: bannerOf(review),
    title: `${faults.length > 0 ? "Error: " : ""}${review.edit?.label ?? ""}: ${visibleLine(review.title)}`,
    status: faults.length > 0 ? 422 : 200,
    content: html`${faultSummary(listed(faults, review))}
      <h1>${line(review.edit?.label ?? "")}</h1>
      ${summary(review)}
      <p>
        What you change becomes a new version. Whoever was asked is asked about it anew, you too; what was
        approved before no longer counts.
      </p>
      <form method="post" action="/review/edit" novalidate>
        <input type="hidden" name="page" value="${pageToken}" />
        ${(review.edit?.fields ?? []).map((field) => input(field, entered, faults))}
        <p class="actions"><button type="submit">Continue</button></p>
        <p class="quiet">The next page shows what would change. Nothing is changed before that.</p>
      </form>
      <p><a href="/review">Back to the request</a></p>`,
  });

const change = ({ label, before, after }: Changes[number]): Html =>
  html`<h2>${line(label)}</h2>
    <p class="quiet">Before</p>
    <blockquote>${written(before)}</blockquote>
    <p class="quiet">After</p>
    <blockquote>${written(after)}</blockquote>`;

export type EditConfirmationInput = {
  readonly review: Review;
  readonly entered: Entered;
  readonly changes: Changes;
  readonly confirmation: string;
  readonly pageToken: string;
};

/** What would change, before and after; only the button here changes it. */
export const editConfirmationPage = (c: Context, input: EditConfirmationInput): Promise<Response> => {
  const { review, entered, changes, confirmation, pageToken } = input;
  return page(c, {
    banner: bannerOf(review),
    title: `Confirm the change: ${visibleLine(review.title)}`,
    content: html`<p class="step">Last step: nothing is changed yet</p>
      <h1>Do you want to <span class="act">change this request</span>?</h1>
      ${summary(review)} ${changes.map(change)}
      <form method="post" action="/review/edit/confirm">
        ${Object.entries(entered).map(
          ([name, text]) => html`<input type="hidden" name="${fieldName(name)}" value="${text}" />`,
        )}
        <input type="hidden" name="confirmation" value="${confirmation}" />
        <input type="hidden" name="page" value="${pageToken}" />
        <p class="actions">
          <button type="submit" class="act">Yes, change it</button>
          <button type="submit" class="plain" formaction="/review/edit" name="again" value="yes">
            Go on editing
          </button>
        </p>
      </form>
      <p class="quiet">This page can be confirmed for ten minutes.</p>`,
  });
};
