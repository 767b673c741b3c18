import { visibleLine } from "../../presentation/visible-text.ts";
import {
  codeLine,
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

/** One part of a notice, in the order in which it is read. */
export type Block =
  | { readonly paragraph: string }
  | { readonly facts: readonly FactRow[] }
  | { readonly quote: string; readonly label: string }
  | { readonly code: string };

export type Notice = {
  readonly tenantName: string;
  readonly subject: string;
  readonly heading: string;
  readonly blocks: readonly Block[];
  readonly footer: string;
};

const toText = (block: Block): string => {
  if ("paragraph" in block) {
    return wrap(block.paragraph);
  }
  if ("facts" in block) {
    return factLines(block.facts);
  }
  return "code" in block ? `    ${block.code}` : `${visibleLine(block.label)}:\n${quoted(block.quote)}`;
};

const toHtml = (block: Block): string => {
  if ("paragraph" in block) {
    return paragraph(block.paragraph);
  }
  if ("facts" in block) {
    return factTable(block.facts);
  }
  return "code" in block ? codeLine(block.code) : `${subheading(block.label)}${quotation(block.quote)}`;
};

/** Pure: a mail that tells something and leads nowhere: both parts say the same, and hold no link. */
export const notice = ({ tenantName, subject, heading: title, blocks, footer }: Notice): MailContent => {
  const line = subjectLine(subject);
  return {
    subject: line,
    text: [wrap(visibleLine(tenantName)), wrap(visibleLine(title)), ...blocks.map(toText), wrap(footer)]
      .join("\n\n")
      .concat("\n"),
    html: mailPage({ title: line, tenantName, footer }, [heading(title), ...blocks.map(toHtml)].join("\n")),
  };
};
