import { formatMoney } from "../../money/format.ts";
import { visibleLine } from "../../presentation/visible-text.ts";
import { momentText } from "./invitation.ts";
import type { MailContent, MailReader } from "./model.ts";
import { notice } from "./notice.ts";
import type { RequestNamed } from "./request-named.ts";

export type ApprovalCodeInput = RequestNamed & {
  readonly approver: MailReader;
  readonly code: string;
  /** RFC 3339. */
  readonly expiresAt: string;
};

/** Pure: the mail with the code that confirms one decision. The code stands alone on its line. */
export const approvalCode = (input: ApprovalCodeInput): MailContent => {
  const { tenantName, title, amount, approver, code, expiresAt } = input;
  return notice({
    tenantName,
    subject: `Your code for: ${title}`,
    heading: "Your code",
    blocks: [
      {
        paragraph: visibleLine(`Hello ${approver.name}: type this code on the page where you are deciding.`),
      },
      { code },
      {
        facts: [
          { label: "Request", value: visibleLine(title) },
          ...(amount === null
            ? []
            : [{ label: "Amount", value: formatMoney(amount), strong: true as const }]),
          { label: "Works until", value: momentText(expiresAt, approver) },
        ],
      },
      {
        paragraph:
          "It works once, and only for the answer that you have just chosen. If you change your answer, you get another code.",
      },
    ],
    footer: `Did you not ask for a code? Then somebody else has opened your link: give the code to nobody, and tell ${visibleLine(tenantName)}. Nothing is decided without it.`,
  });
};
