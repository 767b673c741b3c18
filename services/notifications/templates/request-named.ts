import { formatMoney } from "../../money/format.ts";
import type { Money } from "../../money/model.ts";
import { visibleLine } from "../../presentation/visible-text.ts";
import type { FactRow } from "./layout.ts";

/** What names a request in a mail. */
export type RequestNamed = {
  readonly tenantName: string;
  readonly title: string;
  readonly requester: { readonly name: string; readonly email: string };
  readonly amount: Money | null;
};

/** The facts by which a reader knows the request again. */
export const namingFacts = ({ requester, amount }: RequestNamed): FactRow[] => [
  ...(amount === null ? [] : [{ label: "Amount", value: formatMoney(amount), strong: true as const }]),
  { label: "Asked by", value: visibleLine(`${requester.name} (${requester.email})`) },
];

export const noReplies = "Please do not reply: nobody reads the answers.";
