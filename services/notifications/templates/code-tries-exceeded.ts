import { visibleLine } from "../../presentation/visible-text.ts";
import type { MailContent, MailReader } from "./model.ts";
import { notice } from "./notice.ts";
import { namingFacts, noReplies, type RequestNamed } from "./request-named.ts";

export type CodeTriesExceededInput = RequestNamed & { readonly approver: MailReader };

/** Pure: the mail that tells a person that their link is dead, because wrong codes were entered with it. */
export const codeTriesExceeded = (input: CodeTriesExceededInput): MailContent => {
  const { tenantName, title, requester, approver } = input;
  return notice({
    tenantName,
    subject: `Somebody tried to decide with your link: ${title}`,
    heading: title,
    blocks: [
      {
        paragraph: visibleLine(
          `Hello ${approver.name}: somebody opened the link that we mailed to you, and entered a wrong code five times. Nothing was decided, and the link is switched off.`,
        ),
      },
      { facts: namingFacts(input) },
      {
        paragraph: visibleLine(
          `Was it you? Then ask ${requester.name} or your administrator to send you a new link.`,
        ),
      },
      {
        paragraph: visibleLine(
          `Was it not you? Then tell ${tenantName} at once: somebody else can open links from your mail.`,
        ),
      },
    ],
    footer: `You get this mail because you are asked for a decision. ${noReplies}`,
  });
};
