import { html } from "hono/html";
import { visibleLine } from "../../services/presentation/visible-text.ts";
import type { TaskField } from "../../services/service-tasks/model.ts";
import { fault } from "../pages/faults.ts";
import { type Html, line } from "../pages/layout.ts";
import { currencyName, inputName, textMaxCharacters, withoutControls } from "./read-field.ts";

/** A field in its form. Ids begin with the answer's name: several answers may have a field of one name. */
export type FieldInput = {
  readonly field: TaskField;
  readonly answerName: string;
  /** What was sent before, to be shown again. */
  readonly draft: URLSearchParams;
  readonly fault: string | undefined;
};

/** So many choices are all seen at once; more fold into a list. */
const radiosMax = 5;

/** What a fault's link leads to. */
export const fieldId = (answerName: string, field: string): string => `${answerName}-${field}`;

const idOf = ({ field, answerName }: FieldInput): string => fieldId(answerName, field.name);
const draftOf = ({ field, draft }: FieldInput): string =>
  withoutControls(draft.get(inputName(field.name)) ?? "");

const describedBy = (input: FieldInput): string =>
  [
    ...(input.field.hint === undefined ? [] : [`${idOf(input)}-hint`]),
    ...(input.fault === undefined ? [] : [`${idOf(input)}-fault`]),
  ].join(" ");

const described = (input: FieldInput): Html | string => {
  const ids = describedBy(input);
  const invalid = input.fault === undefined ? "" : html`aria-invalid="true"`;
  return ids === "" ? invalid : html`aria-describedby="${ids}" ${invalid}`;
};

const labelText = ({ label, required }: TaskField): Html =>
  html`${line(label)}${required ? "" : " (optional)"}`;

const hint = (input: FieldInput): Html | string =>
  input.field.hint === undefined
    ? ""
    : html`<p class="quiet" id="${idOf(input)}-hint">${line(input.field.hint)}</p>`;

const around = (input: FieldInput, control: Html): Html =>
  html`<div class="${input.fault === undefined ? "field" : "field faulty"}">
    <label for="${idOf(input)}">${labelText(input.field)}</label>
    ${hint(input)} ${fault(`${idOf(input)}-fault`, input.fault)} ${control}
  </div>`;

const typed = (input: FieldInput, kind: Html): Html =>
  around(
    input,
    html`<input
      id="${idOf(input)}"
      name="${inputName(input.field.name)}"
      value="${draftOf(input)}"
      ${kind}
      ${described(input)}
    />`,
  );

const longText = (input: FieldInput): Html =>
  around(
    input,
    html`<textarea
      id="${idOf(input)}"
      name="${inputName(input.field.name)}"
      rows="4"
      maxlength="${textMaxCharacters}"
      ${described(input)}
    >
${draftOf(input)}</textarea
    >`,
  );

const money = (input: FieldInput): Html => {
  const currency = currencyName(input.field.name);
  const id = idOf(input);
  return around(
    input,
    html`<div class="money">
      <input
        id="${id}"
        name="${inputName(input.field.name)}"
        value="${draftOf(input)}"
        type="text"
        inputmode="decimal"
        ${described(input)}
      />
      <input
        name="${currency}"
        value="${withoutControls(input.draft.get(currency) ?? "")}"
        type="text"
        maxlength="3"
        autocapitalize="characters"
        placeholder="EUR"
        aria-label="${visibleLine(input.field.label)}: currency in three letters"
      />
    </div>`,
  );
};

type Option = { readonly value: string; readonly label: string };

const radios = (input: FieldInput, options: readonly Option[]): Html => {
  const id = idOf(input);
  const name = inputName(input.field.name);
  const one = ({ value, label }: Option, index: number): Html =>
    html`<div class="choice">
      <input
        type="radio"
        name="${name}"
        value="${value}"
        id="${index === 0 ? id : `${id}-${value}`}"
        ${draftOf(input) === value ? "checked" : ""}
      />
      <label for="${index === 0 ? id : `${id}-${value}`}">${line(label)}</label>
    </div>`;
  return html`<fieldset
    class="${input.fault === undefined ? "lesser" : "lesser faulty"}"
    ${describedBy(input) === "" ? "" : html`aria-describedby="${describedBy(input)}"`}
  >
    <legend>${labelText(input.field)}</legend>
    ${hint(input)} ${fault(`${id}-fault`, input.fault)} ${options.map(one)}
  </fieldset>`;
};

const list = (input: FieldInput, options: readonly Option[]): Html =>
  around(
    input,
    html`<select id="${idOf(input)}" name="${inputName(input.field.name)}" ${described(input)}>
      <option value="">Nothing chosen</option>
      ${options.map(
        ({ value, label }) =>
          html`<option value="${value}" ${draftOf(input) === value ? "selected" : ""}>
            ${visibleLine(label)}
          </option>`,
      )}
    </select>`,
  );

/** One field of a form that is not a file; those come with the confirmation. */
export const fieldInput = (input: FieldInput): Html | string => {
  const { type, choices = [] } = input.field;
  switch (type) {
    case "text":
      return typed(input, html`type="text" maxlength="${textMaxCharacters}"`);
    case "number":
      return typed(input, html`type="text" inputmode="decimal"`);
    case "date":
      return typed(input, html`type="date"`);
    case "longText":
      return longText(input);
    case "money":
      return money(input);
    case "yesNo":
      return radios(input, [
        { value: "yes", label: "Yes" },
        { value: "no", label: "No" },
      ]);
    case "choice":
      return choices.length > radiosMax ? list(input, choices) : radios(input, choices);
    case "file":
      return "";
  }
};
