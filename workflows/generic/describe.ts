import type { ReviewContent } from "../../services/kinds/model.ts";
import { formatMoney } from "../../services/money/format.ts";
import type { GenericPayload } from "./payload.ts";

type Value = GenericPayload["fields"][number]["value"];

const textOf = (value: Value): string => {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "object" ? formatMoney(value) : String(value);
};

/** What an approver sees: the fields in their order, then the details. */
export const describeGeneric = ({ fields, details, amount }: GenericPayload): ReviewContent => ({
  facts: [
    ...fields.map(({ label, value }) => ({ label, value: textOf(value) })),
    ...(details === undefined ? [] : [{ label: "Details", value: details }]),
  ],
  tables: [],
  totals: amount === undefined ? [] : [{ label: "Amount", value: formatMoney(amount), strong: true }],
});
