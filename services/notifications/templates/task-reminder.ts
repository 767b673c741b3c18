import { formatSpan } from "../../presentation/format-span.ts";
import { visibleLine } from "../../presentation/visible-text.ts";
import type { MailContent } from "./model.ts";
import { type TaskInvitationInput, taskInvitation } from "./task-invitation.ts";

export type TaskReminderInput = TaskInvitationInput & { readonly now: Date };

const timeLeft = ({ dueAt, now }: TaskReminderInput): string =>
  dueAt === null ? "" : ` You have ${formatSpan(now, new Date(dueAt))} left.`;

/** Pure: the mail that reminds a person of a task, once. */
export const taskReminder = (input: TaskReminderInput): MailContent => {
  const { participant, tenantName, title } = input;
  return taskInvitation(input, {
    subject: `Still waiting for your answer: ${title}`,
    lead: visibleLine(
      `Hello ${participant.name}: ${tenantName} is still waiting for your answer.${timeLeft(input)}`,
    ),
  });
};
