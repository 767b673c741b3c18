import { formatMoney } from "../money/format.ts";
import { moneySchema } from "../money/model.ts";
import type { TaskField } from "./model.ts";

const dateForm = /^\d{4}-\d{2}-\d{2}$/;

const dateText = (value: string, locale: string): string =>
  dateForm.test(value)
    ? new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(
        new Date(`${value}T00:00:00Z`),
      )
    : value;

const moneyText = (value: unknown): string => {
  const money = moneySchema.safeParse(value);
  return money.success ? formatMoney(money.data) : JSON.stringify(value);
};

/** Pure: the value of a field as a person reads it, a date in their language. */
export const fieldText = ({ type, choices }: TaskField, value: unknown, locale: string): string => {
  switch (type) {
    case "text":
    case "longText":
    case "number":
    case "file":
      return String(value);
    case "money":
      return moneyText(value);
    case "date":
      return dateText(String(value), locale);
    case "choice":
      return choices?.find((choice) => choice.value === value)?.label ?? String(value);
    case "yesNo":
      return value === true ? "Yes" : "No";
  }
};

/** Pure: what was entered, label by label, in the order of the form; files apart. */
export const fieldFacts = (
  fields: readonly TaskField[],
  values: Readonly<Record<string, unknown>>,
  locale: string,
): readonly { readonly label: string; readonly value: string }[] =>
  fields
    .filter(({ name, type }) => type !== "file" && values[name] !== undefined)
    .map((field) => ({ label: field.label, value: fieldText(field, values[field.name], locale) }));
