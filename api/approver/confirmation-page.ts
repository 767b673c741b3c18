import type { Context } from "hono";
import { html } from "hono/html";
import type { Review } from "../../services/links/index.ts";
import { type CodeStep, codeFault, codeField, newCodeButton } from "../pages/code-field.ts";
import type { Choice } from "./confirmation.ts";
import { summary } from "./content.ts";
import { faultSummary } from "../pages/faults.ts";
import type { Outcome } from "./form.ts";
import { type Html, line, page, written } from "../pages/layout.ts";
import { bannerOf } from "./banner.ts";
import { consequence } from "./outcomes.ts";

type Words = {
  readonly tab: string;
  readonly question: string;
  readonly tone: string;
  readonly yes: string;
};

const words: Readonly<Record<Outcome, Words>> = {
  approve: { tab: "approve", question: "approve this request", tone: "good", yes: "Yes, approve" },
  reject: { tab: "reject", question: "reject this request", tone: "bad", yes: "Yes, reject" },
  return: { tab: "send back", question: "send this request back", tone: "act", yes: "Yes, send it back" },
  recuse: {
    tab: "stand aside",
    question: "stand aside from this request",
    tone: "act",
    yes: "Yes, stand aside",
  },
};

export type ConfirmationPageInput = {
  readonly review: Review;
  readonly choice: Choice;
  readonly confirmation: string;
  readonly pageToken: string;
  /** Null where the link alone decides. */
  readonly code: CodeStep | null;
};

const said = ({ comment, reasonCode }: Choice): Html =>
  html`${reasonCode === null ? "" : html`<p>Reason: <strong>${line(reasonCode)}</strong></p>`}
  ${
    comment === ""
      ? html`<p class="quiet">You wrote no comment.</p>`
      : html`<h2>Your comment</h2>
          <blockquote>${written(comment)}</blockquote>`
  }`;

const hiddenFields = ({ choice, confirmation, pageToken }: ConfirmationPageInput): Html =>
  html`<input type="hidden" name="outcome" value="${choice.outcome}" />
    <input type="hidden" name="comment" value="${choice.comment}" />
    <input type="hidden" name="reasonCode" value="${choice.reasonCode ?? ""}" />
    <input type="hidden" name="confirmation" value="${confirmation}" />
    <input type="hidden" name="page" value="${pageToken}" />`;

/** The button that decides is the form's first, so that the Enter key presses it and no other. */
const buttons = ({ choice, code }: ConfirmationPageInput): Html =>
  html`<p class="actions">
    <button type="submit" class="${words[choice.outcome].tone}">${words[choice.outcome].yes}</button>
    ${code === null ? "" : newCodeButton("/review")}
    <button type="submit" class="plain" formaction="/review" name="change" value="yes">
      Change my answer
    </button>
  </p>`;

/** The choice once more, with title and amount; only the first button here decides. */
export const confirmationPage = (c: Context, input: ConfirmationPageInput): Promise<Response> => {
  const { review, choice, code } = input;
  const { tab, question, tone } = words[choice.outcome];
  const text = code === null ? undefined : codeFault(code);
  return page(c, {
    banner: bannerOf(review),
    title: `${text === undefined ? "" : "Error: "}Confirm: ${tab} ${review.title}`,
    status: text === undefined ? 200 : 422,
    content: html`${faultSummary(text === undefined ? [] : [{ field: "code", text }])}
      <p class="step">Last step: nothing is decided yet</p>
      <h1>Do you want to <span class="${tone}">${question}</span>?</h1>
      ${summary(review)}
      <p>${consequence(review, choice.outcome)}</p>
      ${said(choice)}
      <form method="post" action="/decide">
        ${hiddenFields(input)} ${code === null ? "" : codeField(review.approver, code)} ${buttons(input)}
      </form>
      <p class="quiet">This page can be confirmed for ten minutes.</p>`,
  });
};
