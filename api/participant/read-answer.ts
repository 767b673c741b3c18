import type { ByHand, HandAnswer } from "../../services/service-tasks/model.ts";
import type { ConfirmedAnswer } from "../../services/task-links/index.ts";
import { readText } from "../pages/form-body.ts";
import { type FieldReading, readField, readTyped } from "./read-field.ts";

/** A post of twenty long texts outside Latin, with the tokens on top. */
export const formMaxBytes = 512 * 1024;

/** What is wrong with a form, by field. */
export type AnswerFaults = {
  readonly fields: Readonly<Record<string, string>>;
  readonly comment?: string;
};

export type AnswerReading =
  | { readonly ok: true; readonly chosen: HandAnswer; readonly answer: Omit<ConfirmedAnswer, "contentHash"> }
  /** `chosen` is null when the form names none of the answers. */
  | { readonly ok: false; readonly chosen: HandAnswer | null; readonly faults: AnswerFaults };

const readComment = ({ comment }: HandAnswer, form: URLSearchParams): FieldReading => {
  const text = comment === "none" ? "" : readText(form, "comment");
  if (text !== "") {
    return readTyped(text);
  }
  return comment === "required" ? { fault: "Write a comment: say why." } : { empty: true };
};

/** Pure: the answer that was given with all that was typed, or what is wrong with each of its fields. */
export const readAnswer = ({ answers }: ByHand, form: URLSearchParams): AnswerReading => {
  const chosen = answers.find(({ name }) => name === form.get("answer"));
  if (chosen === undefined) {
    return { ok: false, chosen: null, faults: { fields: {} } };
  }
  const readings = chosen.fields.map((field) => [field.name, readField(field, form)] as const);
  const faults = readings.flatMap(([name, reading]) => ("fault" in reading ? [[name, reading.fault]] : []));
  const comment = readComment(chosen, form);
  if (faults.length > 0 || "fault" in comment) {
    const uncommented = "fault" in comment ? { comment: comment.fault } : {};
    return { ok: false, chosen, faults: { fields: Object.fromEntries(faults), ...uncommented } };
  }
  const values = readings.flatMap(([name, reading]) => ("value" in reading ? [[name, reading.value]] : []));
  return {
    ok: true,
    chosen,
    answer: {
      answerName: chosen.name,
      fields: Object.fromEntries(values),
      comment: "value" in comment ? String(comment.value) : null,
    },
  };
};
