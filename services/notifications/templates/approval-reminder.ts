import { formatSpan } from "../../presentation/format-span.ts";
import { visibleLine } from "../../presentation/visible-text.ts";
import { type InvitationInput, invitation, momentText } from "./invitation.ts";
import type { MailContent } from "./model.ts";

export type ApprovalReminderInput = InvitationInput & {
  /** RFC 3339; since when the request waits in this stage. */
  readonly openedAt: string;
  readonly now: Date;
};

const timeLeft = ({ deadlineAt, now }: ApprovalReminderInput): string =>
  deadlineAt === null ? "" : ` You have ${formatSpan(now, new Date(deadlineAt))} left to decide.`;

/** Pure: the mail that reminds a person: how long the request has waited, and how long it still can. */
export const approvalReminder = (input: ApprovalReminderInput): MailContent => {
  const { approver, requester, openedAt, now } = input;
  const waited = formatSpan(new Date(openedAt), now);
  return invitation(input, {
    subject: `Approval still needed: ${input.title}`,
    lead: visibleLine(
      `Hello ${approver.name}: the request of ${requester.name} has been waiting for ${waited}.${timeLeft(input)}`,
    ),
    facts: [{ label: "Waiting since", value: momentText(openedAt, approver) }],
  });
};
