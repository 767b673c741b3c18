import type { ReviewFact } from "../../kinds/model.ts";
import { formatMoney } from "../../money/format.ts";
import type { Money } from "../../money/model.ts";
import { kindLabel } from "../../presentation/sentence.ts";
import { visibleLine } from "../../presentation/visible-text.ts";
import {
  type FactRow,
  factTable,
  heading,
  mailPage,
  paragraph,
  quotation,
  subheading,
  subjectLine,
} from "./layout.ts";
import type { MailContent } from "./model.ts";
import { factLines, quoted, wrap } from "./plain-text.ts";

export type ClosedOutcome =
  | "fulfilled"
  | "rejected"
  | "returned"
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
  fulfilled: {
    subject: "Approved and carried out",
    sentence: "Your request was approved and has been carried out. There is nothing more for you to do.",
  },
  rejected: {
    subject: "Rejected",
    sentence: "Your request was rejected. Nothing was carried out.",
  },
  returned: {
    subject: "Sent back to you",
    sentence:
      "Your request was sent back to you to be changed. Nothing was carried out. Change it where you made it, and send it again: everybody is then asked anew.",
  },
  expired: {
    subject: "Expired without a decision",
    sentence:
      "Your request was not decided before its deadline. Nothing was carried out. If you still need it, send it again.",
  },
  withdrawn: {
    subject: "Withdrawn",
    sentence: "Your request was withdrawn. Nothing was carried out.",
  },
  canceled: {
    subject: "Canceled",
    sentence: "Your request was canceled. Nothing was carried out.",
  },
  compensated: {
    subject: "Approved, but could not be carried out",
    sentence:
      "Your request was approved, but could not be carried out. What had been done already was undone. If you still need it, send it again once the reason is gone.",
  },
  failed: {
    subject: "Approved, but something went wrong",
    sentence:
      "Your request was approved, but could not be carried out, and not everything that had been done could be undone. Please tell your administrator: somebody has to look at it.",
  },
};

const footer =
  "You get this mail because you asked for the approval. Please do not reply: nobody reads the answers.";

const facts = ({ requester, amount, decidedBy, outcome, contentFacts }: RequestClosedInput): FactRow[] => [
  ...(amount === null ? [] : [{ label: "Amount", value: formatMoney(amount), strong: true as const }]),
  ...(decidedBy === undefined
    ? []
    : [{ label: outcome === "returned" ? "Sent back by" : "Decided by", value: visibleLine(decidedBy) }]),
  { label: "Asked by", value: visibleLine(`${requester.name} (${requester.email})`) },
  ...contentFacts,
];

const commentTitle = ({ decidedBy }: RequestClosedInput): string =>
  decidedBy === undefined ? "Comment" : visibleLine(`${decidedBy} wrote`);

const toText = (input: RequestClosedInput): string => {
  const { title, tenantName, kind, reason, comment, outcome } = input;
  return [
    wrap(visibleLine(tenantName)),
    wrap(visibleLine(title)),
    wrap(wording[outcome].sentence),
    ...(reason === undefined ? [] : [wrap(`The reason: ${reason}`)]),
    ...(comment === undefined ? [] : [`${commentTitle(input)}:\n${quoted(comment)}`]),
    `${visibleLine(kindLabel(kind))} details:`,
    factLines(facts(input)),
    wrap(footer),
  ]
    .join("\n\n")
    .concat("\n");
};

const toHtml = (input: RequestClosedInput, subject: string): string => {
  const { title, tenantName, kind, reason, comment, outcome } = input;
  return mailPage(
    { title: subject, tenantName, footer },
    [
      heading(title),
      paragraph(wording[outcome].sentence),
      ...(reason === undefined ? [] : [paragraph(`The reason: ${reason}`)]),
      ...(comment === undefined ? [] : [subheading(commentTitle(input)), quotation(comment)]),
      subheading(`${kindLabel(kind)} details`),
      factTable(facts(input)),
    ].join("\n"),
  );
};

/** Pure: the mail that tells a requester, once, how the request ended. It holds no link. */
export const requestClosed = (input: RequestClosedInput): MailContent => {
  const subject = subjectLine(`${wording[input.outcome].subject}: ${input.title}`);
  return { subject, text: toText(input), html: toHtml(input, subject) };
};
