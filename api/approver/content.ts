import { html } from "hono/html";
import type { Review, ShownDecision } from "../../services/links/index.ts";
import { formatMoney } from "../../services/money/format.ts";
import { outcomeWord } from "../../services/presentation/sentence.ts";
import { visibleLine } from "../../services/presentation/visible-text.ts";
import { type Fact, facts } from "../pages/facts.ts";
import { type Html, line, moment, written } from "../pages/layout.ts";

const hashShownCharacters = 16;

type Table = Review["content"]["tables"][number];

/** The roles are spelled out because a phone lays the rows out as blocks, which takes a table's meaning away. */
const tableRow = ({ columns }: Table, row: readonly string[]): Html => {
  const cells = row.map((value, index) => {
    const { label = "", align = "start" } = columns[index] ?? {};
    const name = visibleLine(label);
    return index === 0
      ? html`<th scope="row" role="rowheader" class="${align}" data-label="${name}">${written(value)}</th>`
      : html`<td role="cell" class="${align}" data-label="${name}">${written(value)}</td>`;
  });
  return html`<tr role="row">
    ${cells}
  </tr>`;
};

/** A wide table scrolls in a region of its own, which takes the keyboard's focus, so that the page never does. */
const table = (content: Table): Html =>
  html`<div class="scroll" tabindex="0" role="region" aria-label="${visibleLine(content.title)}">
    <table role="table">
      <caption>
        ${line(content.title)}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          ${content.columns.map(
            ({ label, align }) =>
              html`<th scope="col" role="columnheader" class="${align}">${line(label)}</th>`,
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${content.rows.map((row) => tableRow(content, row))}
      </tbody>
    </table>
  </div>`;

const requesterFact = ({ requester }: Review): Fact => ({
  label: "Asked by",
  value: `${visibleLine(requester.name)} (${visibleLine(requester.email)})`,
});

/** The request in three lines, for the pages that are not about its details. */
export const summary = (review: Review): Html =>
  html`<section class="card" aria-label="The request">
    <p class="title">${line(review.title)}</p>
    ${review.amount === null ? "" : html`<p class="amount">${formatMoney(review.amount)}</p>`}
    ${facts([requesterFact(review)])}
  </section>`;

/** Who asks, at which stage, until when. */
export const circumstances = (review: Review): Html | string => {
  const { policyStage, deadlineAt, approver, decidesFor, whyAsked } = review;
  const { name, position, of, quorumText } = policyStage;
  return facts([
    requesterFact(review),
    ...(decidesFor === null ? [] : [{ label: "You decide for", value: html`${line(decidesFor)}` }]),
    ...(whyAsked === null ? [] : [{ label: "Why you", value: html`${line(whyAsked)}` }]),
    {
      label: "Stage",
      value: html`${line(name)} (${position} of ${of})<span class="quiet block">${quorumText}</span>`,
    },
    ...(deadlineAt === null ? [] : [{ label: "Decide before", value: moment(deadlineAt, approver) }]),
  ]);
};

/** Who it was, and for whom where somebody decided for another. */
export const deciderName = ({ byName, forName }: Pick<ShownDecision, "byName" | "forName">): Html =>
  forName === null
    ? html`<strong>${line(byName)}</strong>`
    : html`<strong>${line(byName)}</strong>, for <strong>${line(forName)}</strong>,`;

/** What was said with a decision. */
export const saidWith = ({ comment, reasonCode }: Pick<ShownDecision, "comment" | "reasonCode">): Html =>
  html`${reasonCode === null ? "" : html`<p>Reason: ${line(reasonCode)}</p>`}
  ${comment === null || comment === "" ? "" : html`<blockquote>${written(comment)}</blockquote>`}`;

/** Who decided before, in which stage, with what they wrote. */
export const earlierDecisions = ({ earlierDecisions: decisions, approver }: Review): Html | string =>
  decisions.length === 0
    ? ""
    : html`<h2>Decided before</h2>
        <ul class="decisions">
          ${decisions.map(
            (decision) =>
              html`<li>
                <p>
                  ${deciderName(decision)} ${outcomeWord(decision.outcome)} (stage ${line(decision.stage)})
                </p>
                <p class="quiet">${moment(decision.decidedAt, approver)}</p>
                ${saidWith(decision)}
              </li>`,
          )}
        </ul>`;

/** Exactly what is decided upon, and the fingerprint that the record of the decision will hold. */
export const details = ({ content, contentHash, requestVersion }: Review): Html =>
  html`${facts(content.facts)} ${content.tables.map(table)}
    <div class="totals">${facts(content.totals)}</div>
    <p class="quiet fingerprint">
      Version ${requestVersion}, fingerprint <code>${contentHash.slice(0, hashShownCharacters)}</code>. The record
      of your decision holds the same fingerprint.
    </p>`;
