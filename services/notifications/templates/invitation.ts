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
import type { MailContent, MailReader } from "./model.ts";
import { factLines, wrap } from "./plain-text.ts";
import { htmlTable, textTable } from "./review-content.ts";

export type InvitationInput = {
  readonly tenantName: string;
  readonly title: string;
  readonly kind: string;
  readonly requester: { readonly name: string; readonly email: string };
  readonly content: ReviewContent;
  readonly amount: Money | null;
  /** RFC 3339. */
  readonly deadlineAt: string | null;
  readonly approver: MailReader;
  /** Whose vote it is, where the approver sits for somebody else. */
  readonly decidesFor: string | null;
  readonly whyAsked: string | null;
  /** What confirms the decision beside the link. */
  readonly assurance: "link" | "code";
  /** The signed link; the mail is the only place that holds it. */
  readonly link: string;
  readonly stageName: string;
};

/** What one mail of the kind says differently. */
export type Occasion = {
  readonly subject: string;
  readonly lead: string;
  readonly facts?: readonly FactRow[];
};

const linkLabel = "Review request";
const footers = {
  link: "This link is yours alone: whoever opens it can decide in your name, so please do not forward this mail. Opening it decides nothing; you choose and confirm on the page.",
  code: "This link is yours alone, so please do not forward this mail. Opening it decides nothing; you choose on the page, and confirm with a code that is mailed to you then.",
} as const;

/** A moment in its reader's zone and language, and in everybody's. */
export const momentText = (at: string, reader: MailReader): string =>
  `${formatMoment(at, reader)} (${formatUtc(at)})`;

const headFacts = (input: InvitationInput, occasion: Occasion): FactRow[] => {
  const { amount, requester, decidesFor, whyAsked, stageName, deadlineAt, approver } = input;
  return [
    ...(amount === null ? [] : [{ label: "Amount", value: formatMoney(amount), strong: true as const }]),
    { label: "Asked by", value: visibleLine(`${requester.name} (${requester.email})`) },
    ...(decidesFor === null ? [] : [{ label: "You decide for", value: visibleLine(decidesFor) }]),
    ...(whyAsked === null ? [] : [{ label: "Why you", value: visibleLine(whyAsked) }]),
    { label: "Stage", value: visibleLine(stageName) },
    ...(occasion.facts ?? []),
    ...(deadlineAt === null ? [] : [{ label: "Decide before", value: momentText(deadlineAt, approver) }]),
  ];
};

const detailsTitle = ({ kind }: InvitationInput): string => `${kindLabel(kind)} details`;

const toText = (input: InvitationInput, occasion: Occasion): string =>
  [
    wrap(visibleLine(input.tenantName)),
    wrap(visibleLine(input.title)),
    wrap(occasion.lead),
    factLines(headFacts(input, occasion)),
    // Alone on its line and never folded, or mail programs cut it.
    `${linkLabel}:\n${input.link}`,
    `${visibleLine(detailsTitle(input))}:`,
    factLines(input.content.facts),
    ...input.content.tables.map(textTable),
    factLines(input.content.totals),
    wrap(footers[input.assurance]),
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");

const toHtml = (input: InvitationInput, occasion: Occasion, subject: string): string =>
  mailPage(
    { title: subject, tenantName: input.tenantName, footer: footers[input.assurance] },
    [
      heading(input.title),
      paragraph(occasion.lead),
      factTable(headFacts(input, occasion)),
      button(linkLabel, input.link),
      subheading(detailsTitle(input)),
      factTable(input.content.facts),
      ...input.content.tables.map(htmlTable),
      factTable(input.content.totals),
    ].join("\n"),
  );

/** Pure: a mail that leads to a decision. It holds its link once in each part. */
export const invitation = (input: InvitationInput, occasion: Occasion): MailContent => {
  const subject = subjectLine(occasion.subject);
  return { subject, text: toText(input, occasion), html: toHtml(input, occasion, subject) };
};
