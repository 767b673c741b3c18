import { nonNegativeMoneySchema } from "../../services/money/model.ts";
import type { TaskField } from "../../services/service-tasks/model.ts";
import { readText } from "../pages/form-body.ts";

export const textMaxCharacters = 2_000;
const controlCharacters = /(?![\t\n])\p{Cc}/gu;
const lineBreaks = /[\t\n]/;
const numberForm = /^-?\d{1,15}(\.\d{1,10})?$/;
const dateForm = /^(\d{4})-(\d{2})-(\d{2})$/;

/** What the inputs of a field are called in a post; money has two. */
export const inputName = (field: string): string => `f-${field}`;
export const currencyName = (field: string): string => `f-${field}-currency`;

/** What was typed into a field: a value for the result, nothing, or what is wrong with it. */
export type FieldReading =
  | { readonly value: unknown }
  | { readonly empty: true }
  | { readonly fault: string };

const fault = (text: string): FieldReading => ({ fault: text });

/** Pure: a text as it may be kept, without the characters that nobody sees. */
export const withoutControls = (text: string): string => text.replaceAll(controlCharacters, "");

/** Pure: a text of a limited length that a person can read. */
export const readTyped = (text: string): FieldReading => {
  if (text.length > textMaxCharacters) {
    return fault(`This is too long: it has ${text.length} characters, and may have ${textMaxCharacters}.`);
  }
  return withoutControls(text) === text
    ? { value: text }
    : fault(
        "This held invisible control characters. They have been taken out: check the text, then continue again.",
      );
};

const readLine = (text: string): FieldReading =>
  lineBreaks.test(text) ? fault("Write this on one line.") : readTyped(text);

const readNumber = (text: string): FieldReading =>
  numberForm.test(text)
    ? { value: Number(text) }
    : fault("Type a number in digits, with a point before decimals, such as 1250.5.");

const readMoney = (amount: string, currency: string): FieldReading => {
  const money = nonNegativeMoneySchema.safeParse({ amount, currency: currency.toUpperCase() });
  return money.success
    ? { value: money.data }
    : fault("Type the amount in digits, such as 1250.00, and its currency in three letters, such as EUR.");
};

const isDay = (text: string): boolean => {
  const [, year = "", month = "", day = ""] = dateForm.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
};

const readDate = (text: string): FieldReading =>
  dateForm.test(text) && isDay(text)
    ? { value: text }
    : fault("Type a date as year, month and day, such as 2026-11-25.");

const readChoice = ({ choices }: TaskField, text: string): FieldReading =>
  choices?.some(({ value }) => value === text) === true ? { value: text } : fault("Choose one of these.");

const readYesNo = (text: string): FieldReading =>
  text === "yes" || text === "no" ? { value: text === "yes" } : fault("Choose yes or no.");

const readFilled = (field: TaskField, text: string, form: URLSearchParams): FieldReading => {
  switch (field.type) {
    case "text":
      return readLine(text);
    case "longText":
      return readTyped(text);
    case "number":
      return readNumber(text);
    case "money":
      return readMoney(text, readText(form, currencyName(field.name)));
    case "date":
      return readDate(text);
    case "choice":
      return readChoice(field, text);
    case "yesNo":
      return readYesNo(text);
    case "file":
      return { empty: true };
  }
};

const missing: Readonly<Record<TaskField["type"], string>> = {
  text: "Fill this in.",
  longText: "Fill this in.",
  number: "Type a number.",
  money: "Type an amount and its currency.",
  date: "Choose a date.",
  choice: "Choose one of these.",
  yesNo: "Choose yes or no.",
  file: "Choose a file.",
};

/** Pure: one typed field, or what is wrong with it in words for the person who typed it. Files come with the next step. */
export const readField = (field: TaskField, form: URLSearchParams): FieldReading => {
  if (field.type === "file") {
    return { empty: true };
  }
  const text = readText(form, inputName(field.name));
  if (text !== "") {
    return readFilled(field, text, form);
  }
  return field.required ? fault(missing[field.type]) : { empty: true };
};
