import { visibleLine } from "../../presentation/visible-text.ts";
import type { MailContent, MailReader } from "./model.ts";
import { notice } from "./notice.ts";
import { namingFacts, noReplies, type RequestNamed } from "./request-named.ts";

export type RequestWithdrawnInput = RequestNamed & {
  readonly approver: MailReader;
  readonly status: "withdrawn" | "canceled";
};

const wording = {
  withdrawn: { subject: "Withdrawn", sentence: "the request that you were asked to decide was withdrawn." },
  canceled: { subject: "Canceled", sentence: "the request that you were asked to decide was canceled." },
} as const;

/** Pure: the mail that tells those who were asked that there is nothing left to decide. */
export const requestWithdrawn = (input: RequestWithdrawnInput): MailContent => {
  const { tenantName, title, approver, status } = input;
  const { subject, sentence } = wording[status];
  return notice({
    tenantName,
    subject: `${subject}: ${title}`,
    heading: title,
    blocks: [
      { paragraph: visibleLine(`Hello ${approver.name}: ${sentence} There is nothing more for you to do.`) },
      { facts: namingFacts(input) },
      { paragraph: "The link in our earlier mail decides nothing any more." },
    ],
    footer: `You get this mail because you were asked for a decision. ${noReplies}`,
  });
};
