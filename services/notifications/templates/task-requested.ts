import { visibleLine } from "../../presentation/visible-text.ts";
import type { MailContent } from "./model.ts";
import { type TaskInvitationInput, taskInvitation } from "./task-invitation.ts";

/** Pure: the mail that asks a person to do a task. */
export const taskRequested = (input: TaskInvitationInput): MailContent => {
  const { participant, tenantName, title } = input;
  return taskInvitation(input, {
    subject: `Please answer: ${title}`,
    lead: visibleLine(`Hello ${participant.name}: ${tenantName} asks you for an answer.`),
  });
};
