import { html } from "hono/html";
import { fileMaxBytes, fileTypes, type UploadFault } from "../../services/documents/index.ts";
import type { HandAnswer, TaskField } from "../../services/service-tasks/model.ts";
import { type Fault, fault } from "../pages/faults.ts";
import { type Html, line } from "../pages/layout.ts";
import { inputName } from "./read-field.ts";

const bytesPerMegabyte = 1024 * 1024;
const accepted = Object.values(fileTypes)
  .flatMap(({ extensions }) => extensions.map((extension) => `.${extension}`))
  .join(",");
/** In words; which bytes make one is told by the services. */
const taken = `PDF, PNG, JPEG, plain text or Word (.docx), at most ${fileMaxBytes / bytesPerMegabyte} MB`;

const faultTexts: Readonly<Record<UploadFault, string>> = {
  missing: "Choose a file.",
  empty: "This file is empty. Choose another one.",
  too_large: `This file is too large: a file may have ${fileMaxBytes / bytesPerMegabyte} MB.`,
  too_many: "These are too many files. Choose one for each.",
  wrong_type: "This is no file of a type that is taken, or its name says another type than its content.",
};

export type FileFaults = Readonly<Record<string, UploadFault>>;

export const fileFieldsOf = ({ fields }: HandAnswer): readonly TaskField[] =>
  fields.filter(({ type }) => type === "file");

const fileId = (field: string): string => `file-${field}`;

/** For the summary at the top. */
export const listFileFaults = (answer: HandAnswer, faults: FileFaults): readonly Fault[] =>
  fileFieldsOf(answer).flatMap(({ name, label }) => {
    const found = faults[name];
    return found === undefined ? [] : [{ field: fileId(name), text: `${label}: ${faultTexts[found]}` }];
  });

const fileInput = ({ name, label, hint, required }: TaskField, found: UploadFault | undefined): Html => {
  const id = fileId(name);
  return html`<div class="${found === undefined ? "field" : "field faulty"}">
    <label for="${id}">${line(label)}${required ? "" : " (optional)"}</label>
    <p class="quiet" id="${id}-hint">${hint === undefined ? "" : html`${line(hint)} `}${taken}</p>
    ${fault(`${id}-fault`, found === undefined ? undefined : faultTexts[found])}
    <input
      id="${id}"
      name="${inputName(name)}"
      type="file"
      accept="${accepted}"
      aria-describedby="${id}-hint${found === undefined ? "" : ` ${id}-fault`}"
      ${found === undefined ? "" : html`aria-invalid="true"`}
    />
  </div>`;
};

/** The files that an answer is sent with. A browser forgets them when the page comes again. */
export const fileInputs = (
  answer: HandAnswer,
  { faults, isRepeated }: { readonly faults: FileFaults; readonly isRepeated: boolean },
): Html | string => {
  const fields = fileFieldsOf(answer);
  return fields.length === 0
    ? ""
    : html`<h2>${fields.length === 1 ? "The file" : "The files"}</h2>
        ${isRepeated ? html`<p class="note">Please choose again: browsers do not keep chosen files.</p>` : ""}
        ${fields.map((field) => fileInput(field, faults[field.name]))}`;
};

/** What the next page will ask for, said before anybody begins. */
export const fileNotice = (answer: HandAnswer): Html | string => {
  const fields = fileFieldsOf(answer);
  return fields.length === 0
    ? ""
    : html`<p class="quiet">
        Have ready for the next page: ${fields.map(({ label }, index) => html`${index === 0 ? "" : ", "}${line(label)}`)}
        (${taken}).
      </p>`;
};
