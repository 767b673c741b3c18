import { html } from "hono/html";
import type { HandAnswer } from "../../services/service-tasks/model.ts";
import { type Fault, fault } from "../pages/faults.ts";
import { type Html, line } from "../pages/layout.ts";
import { fieldId, fieldInput } from "./field-input.ts";
import { fileNotice } from "./file-input.ts";
import type { AnswerFaults } from "./read-answer.ts";
import { textMaxCharacters, withoutControls } from "./read-field.ts";

/** One answer that may be given, as a form of its own. */
export type AnswerSection = {
  readonly answer: HandAnswer;
  readonly pageToken: string;
  readonly draft: URLSearchParams;
  readonly faults: AnswerFaults;
  /** Whether it is the only one; then it needs no heading. */
  readonly isAlone: boolean;
};

const commentId = (answer: HandAnswer): string => `${answer.name}--comment`;

/** In the order of the fields. */
export const listAnswerFaults = (answer: HandAnswer, { fields, comment }: AnswerFaults): Fault[] => [
  ...answer.fields.flatMap(({ name, label }) => {
    const text = fields[name];
    return text === undefined ? [] : [{ field: fieldId(answer.name, name), text: `${label}: ${text}` }];
  }),
  ...(comment === undefined ? [] : [{ field: commentId(answer), text: comment }]),
];

const commentArea = ({ answer, draft, faults: { comment } }: AnswerSection): Html => {
  const id = commentId(answer);
  const isRequired = answer.comment === "required";
  return html`<div class="${comment === undefined ? "field" : "field faulty"}">
    <label for="${id}">Comment ${isRequired ? "" : "(optional)"}</label>
    ${fault(`${id}-fault`, comment)}
    <textarea
      id="${id}"
      name="comment"
      rows="3"
      maxlength="${textMaxCharacters}"
      ${comment === undefined ? "" : html`aria-invalid="true" aria-describedby="${id}-fault"`}
    >
${withoutControls(draft.get("comment") ?? "")}</textarea
    >
  </div>`;
};

/** One that is not asked for stays folded until somebody has something to say. */
const commentPart = (section: AnswerSection): Html | string => {
  const { answer, draft, faults } = section;
  if (answer.comment === "none") {
    return "";
  }
  const isOpen = (draft.get("comment") ?? "") !== "" || faults.comment !== undefined;
  return answer.comment === "required"
    ? commentArea(section)
    : html`<details ${isOpen ? "open" : ""}>
        <summary>Add a comment</summary>
        ${commentArea(section)}
      </details>`;
};

/**
 * The answer is carried by its button and by nothing else, so that a robot which sends the form untouched has given
 * none.
 */
export const answerSection = (section: AnswerSection): Html => {
  const { answer, pageToken, draft, faults, isAlone } = section;
  const { name, label, tone, fields } = answer;
  const asksForMore = fields.length > 0 || answer.comment === "required";
  return html`<form method="post" action="/task" novalidate class="answer" aria-label="${label}">
    ${isAlone || !asksForMore ? "" : html`<h3>${line(label)}</h3>`}
    <input type="hidden" name="page" value="${pageToken}" />
    ${fields.map((field) => fieldInput({ field, answerName: name, draft, fault: faults.fields[field.name] }))}
    ${fileNotice(answer)} ${commentPart(section)}
    <p class="actions">
      <button type="submit" class="${tone}" name="answer" value="${name}">${line(label)}</button>
    </p>
  </form>`;
};
