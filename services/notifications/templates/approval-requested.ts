import type { ReviewContent, ReviewTable } from "../../kinds/model.ts";
import { formatMoney } from "../../money/format.ts";
import type { Money } from "../../money/model.ts";
import { formatMoment, formatUtc } from "../../presentation/format-time.ts";
import { kindLabel } from "../../presentation/sentence.ts";
import {
  button,
  escapeHtml,
  factLines,
  factTable,
  heading,
  mailPage,
  paragraph,
  subheading,
  subjectLine,
  wrap,
} from "./layout.ts";
import type { MailContent } from "./model.ts";

export type ApprovalRequestedInput = {
  readonly tenantName: string;
  readonly title: string;
  readonly kind: string;
  readonly requester: { readonly name: string; readonly email: string };
  readonly content: ReviewContent;
  readonly amount: Money | null;
  readonly deadlineAt: string | null;
  readonly approver: { readonly name: string; readonly timeZone: string; readonly locale: string };
  readonly link: string;
  readonly stageName: string;
};

const footer =
  "The link is yours alone: whoever opens it can decide in your name, so do not forward this mail. Opening it decides nothing; you confirm on the page.";

const headFacts = (input: ApprovalRequestedInput) => [
  { label: "From", value: `${input.requester.name} (${input.requester.email})` },
  ...(input.amount === null
    ? []
    : [{ label: "Amount", value: formatMoney(input.amount), strong: true as const }]),
  { label: "Stage", value: input.stageName },
  ...(input.deadlineAt === null
    ? []
    : [
        {
          label: "Decide before",
          value: `${formatMoment(input.deadlineAt, input.approver)} (${formatUtc(input.deadlineAt)})`,
        },
      ]),
];

const htmlTable = ({ title, columns, rows }: ReviewTable): string => {
  const style = (index: number, weight: string): string =>
    `padding:6px 8px 6px 0;border-bottom:1px solid #c9ced6;font-weight:${weight};text-align:${columns[index]?.align === "end" ? "right" : "left"};vertical-align:top`;
  const head = columns.map(
    ({ label }, index) => `<th style="${style(index, "600")}">${escapeHtml(label)}</th>`,
  );
  const body = rows.map(
    (row) =>
      `<tr>${row.map((value, index) => `<td style="${style(index, "400")}">${escapeHtml(value)}</td>`).join("")}</tr>`,
  );
  return `${subheading(title)}<table cellpadding="0" cellspacing="0" style="width:100%;border-collapse:collapse;margin:0 0 16px;font-size:14px"><thead><tr>${head.join("")}</tr></thead><tbody>${body.join("")}</tbody></table>`;
};

const textTable = ({ title, columns, rows }: ReviewTable): string =>
  [
    `${title}:`,
    ...rows.map((row) =>
      wrap(
        row.map((value, index) => `${columns[index]?.label ?? ""} ${value}`).join(", "),
        "  - ",
      ).replaceAll(/\n {2}- /g, "\n    "),
    ),
  ].join("\n");

const toText = (input: ApprovalRequestedInput, lead: string): string =>
  [
    wrap(lead),
    factLines(headFacts(input)),
    `Review request:\n${input.link}`,
    factLines(input.content.facts),
    ...input.content.tables.map(textTable),
    factLines(input.content.totals),
    wrap(footer),
  ]
    .filter((part) => part !== "")
    .join("\n\n");

const toHtml = (input: ApprovalRequestedInput, lead: string, subject: string): string =>
  mailPage(
    subject,
    [
      heading(input.title),
      paragraph(lead),
      factTable(headFacts(input)),
      button("Review request", input.link),
      subheading(`${kindLabel(input.kind)} details`),
      factTable(input.content.facts),
      ...input.content.tables.map(htmlTable),
      factTable(input.content.totals),
    ].join(""),
    footer,
  );

/** Pure: the mail that asks a person for a decision. It holds its link once in each part. */
export const approvalRequested = (input: ApprovalRequestedInput): MailContent => {
  const subject = subjectLine(`Your approval is asked for: ${input.title}`);
  const lead = `${input.approver.name}, ${input.requester.name} asks for your approval at ${input.tenantName}: ${input.title}.`;
  return { subject, text: toText(input, lead), html: toHtml(input, lead, subject) };
};
