import type { ReviewContent } from "../../kinds/model.ts";
import { formatMoney } from "../../money/format.ts";
import type { Money } from "../../money/model.ts";
import { formatMoment, formatUtc } from "../../presentation/format-time.ts";
import { kindLabel } from "../../presentation/sentence.ts";
import { visibleLine } from "../../presentation/visible-text.ts";
import {
  button,
  type FactRow,
  factTable,
  heading,
  mailPage,
  paragraph,
  subheading,
  subjectLine,
} from "./layout.ts";
import type { MailContent } from "./model.ts";
import { factLines, wrap } from "./plain-text.ts";
import { htmlTable, textTable } from "./review-content.ts";

export type ApprovalRequestedInput = {
  readonly tenantName: string;
  readonly title: string;
  readonly kind: string;
  readonly requester: { readonly name: string; readonly email: string };
  readonly content: ReviewContent;
  readonly amount: Money | null;
  /** RFC 3339. */
  readonly deadlineAt: string | null;
  readonly approver: { readonly name: string; readonly timeZone: string; readonly locale: string };
  /** The signed link; the mail is the only place that holds it. */
  readonly link: string;
  readonly stageName: string;
};

const linkLabel = "Review request";
const footer =
  "This link is yours alone: whoever opens it can decide in your name, so please do not forward this mail. Opening it decides nothing; you choose and confirm on the page.";

const deadline = ({ deadlineAt, approver }: ApprovalRequestedInput): FactRow[] =>
  deadlineAt === null
    ? []
    : [{ label: "Decide before", value: `${formatMoment(deadlineAt, approver)} (${formatUtc(deadlineAt)})` }];

const headFacts = (input: ApprovalRequestedInput): FactRow[] => [
  ...(input.amount === null
    ? []
    : [{ label: "Amount", value: formatMoney(input.amount), strong: true as const }]),
  { label: "Asked by", value: visibleLine(`${input.requester.name} (${input.requester.email})`) },
  { label: "Stage", value: visibleLine(input.stageName) },
  ...deadline(input),
];

const detailsTitle = ({ kind }: ApprovalRequestedInput): string => `${kindLabel(kind)} details`;

const toText = (input: ApprovalRequestedInput, lead: string): string =>
  [
    wrap(visibleLine(input.tenantName)),
    wrap(visibleLine(input.title)),
    wrap(lead),
    factLines(headFacts(input)),
    // Alone on its line and never folded, or mail programs cut it.
    `${linkLabel}:\n${input.link}`,
    `${visibleLine(detailsTitle(input))}:`,
    factLines(input.content.facts),
    ...input.content.tables.map(textTable),
    factLines(input.content.totals),
    wrap(footer),
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");

const toHtml = (input: ApprovalRequestedInput, lead: string, subject: string): string =>
  mailPage(
    { title: subject, tenantName: input.tenantName, footer },
    [
      heading(input.title),
      paragraph(lead),
      factTable(headFacts(input)),
      button(linkLabel, input.link),
      subheading(detailsTitle(input)),
      factTable(input.content.facts),
      ...input.content.tables.map(htmlTable),
      factTable(input.content.totals),
    ].join("\n"),
  );

/** Pure: the mail that asks a person for a decision. It holds its link once in each part. */
export const approvalRequested = (input: ApprovalRequestedInput): MailContent => {
  const subject = subjectLine(`Approval needed: ${input.title}`);
  const lead = visibleLine(`Hello ${input.approver.name}: ${input.requester.name} asks for your approval.`);
  return { subject, text: toText(input, lead), html: toHtml(input, lead, subject) };
};
