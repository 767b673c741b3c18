import { formatSpan } from "../../presentation/format-span.ts";
import { visibleLine } from "../../presentation/visible-text.ts";
import type { ApprovalReminderInput } from "./approval-reminder.ts";
import { invitation, momentText } from "./invitation.ts";
import type { MailContent } from "./model.ts";

/** Pure: the mail that asks one person more, because those who were asked before have not decided. */
export const approvalEscalated = (input: ApprovalReminderInput): MailContent => {
  const { approver, requester, openedAt, now } = input;
  const waited = formatSpan(new Date(openedAt), now);
  return invitation(input, {
    subject: `Escalated to you: ${input.title}`,
    lead: visibleLine(
      `Hello ${approver.name}: the request of ${requester.name} has been waiting for ${waited}, and you can decide it, too.`,
    ),
    facts: [{ label: "Waiting since", value: momentText(openedAt, approver) }],
  });
};
