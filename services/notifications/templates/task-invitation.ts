import { visibleLine } from "../../presentation/visible-text.ts";
import { momentText } from "./invitation.ts";
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

/** What a mail about a task may hold: what its form holds, and no more of the request. */
export type TaskMailInput = {
  readonly tenantName: string;
  /** Of the form. */
  readonly title: string;
  readonly participant: MailReader;
};

export type TaskInvitationInput = TaskMailInput & {
  readonly instructions: string;
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** RFC 3339. */
  readonly dueAt: string | null;
  /** How many others can still answer. */
  readonly others: number;
  /** What confirms the answer beside the link. */
  readonly assurance: "link" | "code";
  /** The signed link; the mail is the only place that holds it. */
  readonly link: string;
};

/** What one mail of the kind says differently. */
export type TaskOccasion = {
  readonly subject: string;
  readonly lead: string;
  readonly facts?: readonly FactRow[];
};

const linkLabel = "Open the form";
const about = "What it is about";
const footers = {
  link: "This link is yours alone: whoever opens it can answer in your name, so please do not forward this mail. Opening it answers nothing; you choose and confirm on the page.",
  code: "This link is yours alone, so please do not forward this mail. Opening it answers nothing; you choose on the page, and confirm with a code that is mailed to you then.",
} as const;

const footerOf = ({ assurance, tenantName }: TaskInvitationInput): string =>
  `${footers[assurance]} Did you not expect this mail? Then ask ${visibleLine(tenantName)} before you open it.`;

const othersText = (others: number): string =>
  `You and ${others === 1 ? "one other person" : `${others} others`}; the first answer counts`;

const headFacts = (input: TaskInvitationInput, occasion: TaskOccasion): FactRow[] => {
  const { tenantName, dueAt, others, participant } = input;
  return [
    { label: "Asked by", value: visibleLine(tenantName) },
    ...(others === 0 ? [] : [{ label: "Who is asked", value: othersText(others) }]),
    ...(occasion.facts ?? []),
    ...(dueAt === null ? [] : [{ label: "Answer before", value: momentText(dueAt, participant) }]),
  ];
};

const toText = (input: TaskInvitationInput, occasion: TaskOccasion): string =>
  [
    wrap(visibleLine(input.tenantName)),
    wrap(visibleLine(input.title)),
    wrap(occasion.lead),
    wrap(input.instructions),
    factLines(headFacts(input, occasion)),
    // Alone on its line and never folded, or mail programs cut it.
    `${linkLabel}:\n${input.link}`,
    ...(input.facts.length === 0 ? [] : [`${about}:`, factLines(input.facts)]),
    wrap(footerOf(input)),
  ]
    .join("\n\n")
    .concat("\n");

const toHtml = (input: TaskInvitationInput, occasion: TaskOccasion, subject: string): string =>
  mailPage(
    { title: subject, tenantName: input.tenantName, footer: footerOf(input) },
    [
      heading(input.title),
      paragraph(occasion.lead),
      paragraph(input.instructions),
      factTable(headFacts(input, occasion)),
      button(linkLabel, input.link),
      ...(input.facts.length === 0 ? [] : [subheading(about), factTable(input.facts)]),
    ].join("\n"),
  );

/** Pure: a mail that leads to a task's form. It holds its link once in each part. */
export const taskInvitation = (input: TaskInvitationInput, occasion: TaskOccasion): MailContent => {
  const subject = subjectLine(occasion.subject);
  return { subject, text: toText(input, occasion), html: toHtml(input, occasion, subject) };
};
