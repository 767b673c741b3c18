import { html } from "hono/html";
import type { Review } from "../../services/links/index.ts";
import { visibleLine } from "../../services/presentation/visible-text.ts";
import { fault } from "../pages/faults.ts";
import { commentMaxCharacters, type Draft, type FormFaults, type Outcome } from "./form.ts";
import type { Html } from "../pages/layout.ts";
import { consequence } from "./outcomes.ts";

type Answer = { readonly value: Outcome; readonly label: string };

const answers: readonly Answer[] = [
  { value: "approve", label: "Approve" },
  { value: "reject", label: "Reject" },
];
/** Less is said of them, so that nobody takes them for the answer that is asked for. */
const quietAnswers: readonly Answer[] = [
  { value: "return", label: "Send it back to the requester" },
  { value: "recuse", label: "I should not decide this" },
];

const choice = (review: Review, draft: Draft, { value, label }: Answer): Html =>
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
      <label for="${value}">${label}</label>
      <p class="quiet" id="${value}-hint">${consequence(review, value)}</p>
    </div>
  </div>`;

/** The answers, none of them chosen. */
export const choices = (review: Review, draft: Draft, { outcome }: FormFaults): Html =>
  html`<fieldset ${outcome === undefined ? "" : html`class="faulty" aria-describedby="outcome-fault"`}>
    <legend><h2 id="decision">Your decision</h2></legend>
    ${fault("outcome-fault", outcome)} ${answers.map((answer) => choice(review, draft, answer))}
    <p class="or">Or, without deciding it:</p>
    <div class="lesser">${quietAnswers.map((answer) => choice(review, draft, answer))}</div>
  </fieldset>`;

/** Why it is rejected, where the policy names the reasons there are. */
export const reasonField = (
  { reasonCodes }: Review,
  draft: Draft,
  { reasonCode }: FormFaults,
): Html | string => {
  if (reasonCodes.length === 0) {
    return "";
  }
  const isFaulty = reasonCode !== undefined;
  const option = (code: string): Html =>
    html`<option value="${code}" ${draft.reasonCode === code ? "selected" : ""}>${visibleLine(code)}</option>`;
  return html`<div class="${isFaulty ? "field faulty" : "field"}">
    <label for="reasonCode">Reason (needed when you reject)</label>
    ${fault("reason-fault", reasonCode)}
    <select
      id="reasonCode"
      name="reasonCode"
      ${isFaulty ? html`aria-invalid="true" aria-describedby="reason-fault"` : ""}
    >
      <option value="">No reason chosen</option>
      ${reasonCodes.map(option)}
    </select>
  </div>`;
};

const commentNeed = ({ commentRequiredFor }: Review): string =>
  commentRequiredFor.includes("reject")
    ? "(needed when you reject or send it back)"
    : "(needed when you send it back)";

export const commentField = (review: Review, { comment }: Draft, faults: FormFaults): Html => {
  const isFaulty = faults.comment !== undefined;
  return html`<div class="${isFaulty ? "field faulty" : "field"}">
    <label for="comment">Comment ${commentNeed(review)}</label>
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
