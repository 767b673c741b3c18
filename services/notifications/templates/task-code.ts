import { visibleLine } from "../../presentation/visible-text.ts";
import { momentText } from "./invitation.ts";
import type { MailContent } from "./model.ts";
import { notice } from "./notice.ts";
import type { TaskMailInput } from "./task-invitation.ts";

export type TaskCodeInput = TaskMailInput & {
  readonly code: string;
  /** RFC 3339. */
  readonly expiresAt: string;
};

/** Pure: the mail with the code that confirms one answer. The code stands alone on its line. */
export const taskCode = ({ tenantName, title, participant, code, expiresAt }: TaskCodeInput): MailContent =>
  notice({
    tenantName,
    subject: `Your code for: ${title}`,
    heading: "Your code",
    blocks: [
      {
        paragraph: visibleLine(
          `Hello ${participant.name}: type this code on the page where you are answering.`,
        ),
      },
      { code },
      {
        facts: [
          { label: "About", value: visibleLine(title) },
          { label: "Works until", value: momentText(expiresAt, participant) },
        ],
      },
      {
        paragraph:
          "It works once, and only for the answer that you have just given. If you change your answer, you get another code.",
      },
    ],
    footer: `Did you not ask for a code? Then somebody else has opened your link: give the code to nobody, and tell ${visibleLine(tenantName)}. Nothing is recorded without it.`,
  });
