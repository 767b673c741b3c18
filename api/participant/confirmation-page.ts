import type { Context } from "hono";
import { html } from "hono/html";
import { fieldFacts } from "../../services/service-tasks/field-text.ts";
import type { HandAnswer } from "../../services/service-tasks/model.ts";
import type { AskedTask, ConfirmedAnswer } from "../../services/task-links/index.ts";
import { type CodeStep, codeFault, codeField, newCodeButton } from "../pages/code-field.ts";
import { facts } from "../pages/facts.ts";
import { type Fault, faultSummary } from "../pages/faults.ts";
import { formMediaType } from "../pages/form-body.ts";
import { type Html, line, page, written } from "../pages/layout.ts";
import { type FileFaults, fileFieldsOf, fileInputs, listFileFaults } from "./file-input.ts";
import { inputName } from "./read-field.ts";
import { bannerOf, summary } from "./task-head.ts";

const firstStep = "/task";

export type ConfirmationPageInput = {
  readonly asked: AskedTask;
  readonly chosen: HandAnswer;
  readonly answer: ConfirmedAnswer;
  /** As it was typed, to be carried along. */
  readonly form: URLSearchParams;
  readonly confirmation: string;
  readonly pageToken: string;
  /** Null where the link alone answers. */
  readonly code: CodeStep | null;
  readonly fileFaults: FileFaults;
  /** Whether the last step was refused, and comes again. */
  readonly isRepeated: boolean;
};

const hidden = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}" />`;

/** Everything that was typed goes along as it was, and is read again at the last step. */
const carried = ({ chosen, form, confirmation, pageToken }: ConfirmationPageInput): Html => {
  const names = chosen.fields
    .filter(({ type }) => type !== "file")
    .flatMap(({ name, type }) =>
      type === "money" ? [inputName(name), `${inputName(name)}-currency`] : [inputName(name)],
    );
  return html`${hidden("answer", chosen.name)}
  ${[...names, "comment"].map((name) => hidden(name, form.get(name) ?? ""))}
  ${hidden("confirmation", confirmation)} ${hidden("page", pageToken)}`;
};

const said = ({ asked, chosen, answer }: ConfirmationPageInput): Html => {
  const entered = fieldFacts(chosen.fields, answer.fields, asked.participant.locale);
  return html`${entered.length === 0 ? "" : html`<h2>What you entered</h2>`} ${facts(entered)}
  ${
    answer.comment === null
      ? ""
      : html`<h2>Your comment</h2>
          <blockquote>${written(answer.comment)}</blockquote>`
  }`;
};

/** The button that answers is the form's first, so that the Enter key presses it and no other. */
const buttons = ({ chosen, code }: ConfirmationPageInput): Html =>
  html`<p class="actions">
    <button type="submit" class="${chosen.tone}">Confirm: ${line(chosen.label)}</button>
    ${code === null ? "" : newCodeButton(firstStep)}
    <button
      type="submit"
      class="plain"
      formaction="${firstStep}"
      formenctype="${formMediaType}"
      name="change"
      value="yes"
    >
      Change my answer
    </button>
  </p>`;

const listFaults = ({ chosen, code, fileFaults }: ConfirmationPageInput): Fault[] => {
  const text = code === null ? undefined : codeFault(code);
  return [...listFileFaults(chosen, fileFaults), ...(text === undefined ? [] : [{ field: "code", text }])];
};

/** The answer once more, with all that was entered; only the first button here records it. */
export const confirmationPage = (c: Context, input: ConfirmationPageInput): Promise<Response> => {
  const { asked, chosen, code, fileFaults, isRepeated } = input;
  const found = listFaults(input);
  const enctype = fileFieldsOf(chosen).length === 0 ? formMediaType : "multipart/form-data";
  return page(c, {
    banner: bannerOf(asked),
    title: `${found.length > 0 ? "Error: " : ""}Confirm: ${chosen.label}`,
    status: found.length > 0 ? 422 : 200,
    content: html`${faultSummary(found)}
      <p class="step">Last step: nothing is recorded yet</p>
      <h1>Is this your answer: <span class="${chosen.tone}">${line(chosen.label)}</span>?</h1>
      ${summary(asked)} ${said(input)}
      <form method="post" action="/task/answer" enctype="${enctype}" novalidate>
        ${carried(input)} ${fileInputs(chosen, { faults: fileFaults, isRepeated })}
        ${code === null ? "" : codeField(asked.participant, code)}
        <p>Your answer counts once. It cannot be changed afterwards.</p>
        ${buttons(input)}
      </form>
      <p class="quiet">This page can be confirmed for ten minutes.</p>`,
  });
};
