import { z } from "zod";
import type { FieldError } from "../kinds/model.ts";
import { fieldErrors, pointerOf } from "../kinds/pointer.ts";
import { lineSchema, textSchema } from "../kinds/text.ts";
import { moneySchema } from "../money/model.ts";
import type { ByHand, HandAnswer, TaskField } from "./model.ts";

export const handTextMaxCharacters = 2_000;
export const commentMaxCharacters = 2_000;

export type GivenAnswer = {
  readonly answerName: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly comment: string | null;
};

export type HandReading =
  | {
      readonly ok: true;
      readonly answer: HandAnswer;
      readonly fields: Readonly<Record<string, unknown>>;
      readonly comment: string | null;
    }
  | { readonly ok: false; readonly errors: readonly FieldError[] };

const schemaOf = ({ type, choices = [] }: TaskField, documentIds: ReadonlySet<string>): z.ZodType => {
  switch (type) {
    case "text":
      return lineSchema(handTextMaxCharacters);
    case "longText":
      return textSchema(handTextMaxCharacters);
    case "number":
      return z.number();
    case "money":
      return moneySchema;
    case "date":
      return z.iso.date();
    case "choice":
      return z.enum(choices.map(({ value }) => value));
    case "yesNo":
      return z.boolean();
    case "file":
      return z.string().refine((id) => documentIds.has(id), { error: "names no document of this task" });
  }
};

const isBlank = (value: unknown): boolean => value === undefined || value === null || value === "";

type Given = Pick<GivenAnswer, "fields">;

/** A form's field may have any name, such as "constructor", which every object has. */
const valueOf = (name: string, { fields }: Given): unknown =>
  Object.hasOwn(fields, name) ? fields[name] : undefined;

const fieldProblems = (field: TaskField, given: Given, documentIds: ReadonlySet<string>): FieldError[] => {
  const value = valueOf(field.name, given);
  const pointer = pointerOf(["fields", field.name]);
  if (isBlank(value)) return field.required ? [{ pointer, message: "is required" }] : [];
  const { error } = schemaOf(field, documentIds).safeParse(value);
  return error === undefined
    ? []
    : fieldErrors(error).map((inner) => ({ ...inner, pointer: `${pointer}${inner.pointer}` }));
};

const unknownFields = ({ fields: asked }: HandAnswer, { fields }: Given): FieldError[] =>
  Object.keys(fields)
    .filter((name) => !asked.some((field) => field.name === name))
    .map((name) => ({ pointer: pointerOf(["fields", name]), message: "is not a field of this answer" }));

const commentProblems = (answer: HandAnswer, comment: string | null): FieldError[] => {
  if (comment === null) {
    return answer.comment === "required" ? [{ pointer: "/comment", message: "is required" }] : [];
  }
  const { error } = textSchema(commentMaxCharacters).safeParse(comment);
  return error === undefined
    ? []
    : fieldErrors(error).map(({ message }) => ({ pointer: "/comment", message }));
};

/** Pure: one of a form's answers as it was given, checked; what was left blank is left out. */
export const readHandAnswer = (
  form: ByHand,
  given: GivenAnswer,
  documentIds: ReadonlySet<string>,
): HandReading => {
  const answer = form.answers.find(({ name }) => name === given.answerName);
  if (answer === undefined) {
    const names = form.answers.map(({ name }) => name).join(", ");
    return { ok: false, errors: [{ pointer: "/answer", message: `must be one of: ${names}` }] };
  }
  const comment = given.comment?.trim() === "" ? null : given.comment;
  const errors = [
    ...answer.fields.flatMap((field) => fieldProblems(field, given, documentIds)),
    ...unknownFields(answer, given),
    ...commentProblems(answer, comment),
  ];
  if (errors.length > 0) return { ok: false, errors };
  const filled = answer.fields
    .map(({ name }) => [name, valueOf(name, given)] as const)
    .filter(([, value]) => !isBlank(value));
  return { ok: true, answer, fields: Object.fromEntries(filled), comment };
};
