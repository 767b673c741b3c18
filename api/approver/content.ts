import { html } from "hono/html";
import type { Review } from "../../services/links/index.ts";
import { formatMoney } from "../../services/money/format.ts";
import { formatMoment, formatUtc } from "../../services/presentation/format-time.ts";
import { maskEmail } from "../../services/presentation/mask-email.ts";
import { outcomeWord } from "../../services/presentation/sentence.ts";
import { type Html, written } from "./layout.ts";

const hashShownCharacters = 16;

type Fact = { readonly label: string; readonly value: string; readonly strong?: true };

export const facts = (rows: readonly Fact[]): Html =>
  html`<dl>
    ${rows.map(
      ({ label, value, strong }) =>
        html`<dt>${label}</dt>
          <dd class="${strong === true ? "strong" : ""}">${written(value)}</dd>`,
    )}
  </dl>`;

/** A table scrolls in a region of its own, so that the page never does; the region takes the keyboard's focus. */
const table = ({ title, columns, rows }: Review["content"]["tables"][number]): Html => {
  const end = (index: number): string => (columns[index]?.align === "end" ? "end" : "");
  return html`<div class="scroll" tabindex="0" role="region" aria-label="${title}">
    <table>
      <caption>
        ${title}
      </caption>
      <thead>
        <tr>
          ${columns.map(({ label }, index) => html`<th scope="col" class="${end(index)}">${label}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((value, index) => html`<td class="${end(index)}">${written(value)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
};

/** Who asks whom, for what: the top of every page about a request. */
export const head = (review: Review): Html =>
  html`<header>
      <p>${written(review.tenantName)}</p>
      <h1>${written(review.title)}</h1>
    </header>
    ${review.amount === null ? "" : html`<p class="amount">${formatMoney(review.amount)}</p>`}
    <p class="for">This review is for ${maskEmail(review.approver.email)}</p>`;

const deadlineFacts = ({ deadlineAt, approver }: Review): Fact[] =>
  deadlineAt === null
    ? []
    : [{ label: "Decide before", value: `${formatMoment(deadlineAt, approver)} (${formatUtc(deadlineAt)})` }];

const earlier = (review: Review): Html | string =>
  review.earlierDecisions.length === 0
    ? ""
    : html`<h2>Decided before</h2>
        ${review.earlierDecisions.map(
          ({ name, stage, outcome, comment, decidedAt }) =>
            html`<p>
                ${written(name)} ${outcomeWord(outcome)} (${written(stage)}),
                ${formatMoment(decidedAt, review.approver)}
              </p>
              ${comment === null ? "" : html`<blockquote>${written(comment)}</blockquote>`}`,
        )}`;

/** Exactly what is decided upon. */
export const details = (review: Review): Html => {
  const { requester, policyStage, content, contentHash, requestVersion } = review;
  return html`${facts([
    { label: "Asked by", value: `${requester.name} (${requester.email})` },
    {
      label: "Stage",
      value: `${policyStage.name} (${policyStage.position} of ${policyStage.of}). ${policyStage.quorumText}`,
    },
    ...deadlineFacts(review),
  ])}
    <h2>What is asked for</h2>
    ${facts(content.facts)} ${content.tables.map(table)} ${facts(content.totals)} ${earlier(review)}
    <footer>
      Version ${requestVersion}, content <code>${contentHash.slice(0, hashShownCharacters)}</code>: the same code
      stands in the record of your decision.
    </footer>`;
};
