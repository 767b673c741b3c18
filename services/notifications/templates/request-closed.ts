import type { ReviewFact } from "../../kinds/model.ts";
import { formatMoney } from "../../money/format.ts";
import type { Money } from "../../money/model.ts";
import {
  factLines,
  factTable,
  heading,
  mailPage,
  paragraph,
  quotation,
  subheading,
  subjectLine,
  wrap,
} from "./layout.ts";
import type { MailContent } from "./model.ts";

export type ClosedOutcome =
  | "fulfilled"
  | "rejected"
  | "expired"
  | "withdrawn"
  | "canceled"
  | "compensated"
  | "failed";

export type RequestClosedInput = {
  readonly tenantName: string;
  readonly title: string;
  readonly kind: string;
  readonly requester: { readonly name: string; readonly email: string };
  readonly amount: Money | null;
  readonly outcome: ClosedOutcome;
  /** Why it could not be carried out. */
  readonly reason?: string;
  readonly decidedBy?: string;
  readonly comment?: string;
  readonly contentFacts: readonly ReviewFact[];
};

type Wording = { readonly subject: string; readonly sentence: string };

const wording: Readonly<Record<ClosedOutcome, Wording>> = {
  fulfilled: { subject: "Approved and carried out", sentence: "was approved and has been carried out." },
  rejected: { subject: "Rejected", sentence: "was rejected. Nothing was carried out." },
  expired: {
    subject: "Expired without a decision",
    sentence: "was not decided before its deadline. Nothing was carried out; you can ask again.",
  },
  withdrawn: { subject: "Withdrawn", sentence: "was withdrawn. Nothing was carried out." },
  canceled: { subject: "Canceled", sentence: "was canceled. Nothing was carried out." },
  compensated: {
    subject: "Approved, but could not be carried out",
    sentence: "was approved, but could not be carried out. What had been done was undone.",
  },
  failed: {
    subject: "Approved, but something went wrong",
    sentence:
      "was approved, but could not be carried out, and not everything could be undone. Somebody is needed to look at it.",
  },
};

const footer = "You get this mail because you asked for the approval. There is nothing to answer.";

const facts = ({ requester, amount, decidedBy, contentFacts }: RequestClosedInput) => [
  { label: "Asked by", value: requester.name },
  ...(amount === null ? [] : [{ label: "Amount", value: formatMoney(amount) }]),
  ...(decidedBy === undefined ? [] : [{ label: "Decided by", value: decidedBy }]),
  ...contentFacts,
];

/** Pure: the mail that tells a requester, once, how the request ended. */
export const requestClosed = (input: RequestClosedInput): MailContent => {
  const { title, tenantName, outcome, reason, comment } = input;
  const subject = subjectLine(`${wording[outcome].subject}: ${title}`);
  const lead = `Your request "${title}" at ${tenantName} ${wording[outcome].sentence}`;
  const reasonLine = reason === undefined ? null : `The reason: ${reason}`;
  const rows = facts(input);
  const text = [
    wrap(lead),
    ...(reasonLine === null ? [] : [wrap(reasonLine)]),
    ...(comment === undefined ? [] : [wrap(comment, "> ")]),
    factLines(rows),
    wrap(footer),
  ].join("\n\n");
  const content = [
    heading(`${wording[outcome].subject}: ${title}`),
    paragraph(lead),
    ...(reasonLine === null ? [] : [paragraph(reasonLine)]),
    ...(comment === undefined ? [] : [quotation(comment)]),
    subheading("The request"),
    factTable(rows),
  ].join("");
  return { subject, text, html: mailPage(subject, content, footer) };
};
