/** The mails there are. */
export const mailTemplates = [
  "approval-requested",
  "approval-reminder",
  "approval-escalated",
  "approval-code",
  "code-tries-exceeded",
  "decision-recorded",
  "request-withdrawn",
  "request-closed",
  "task-requested",
  "task-reminder",
  "task-code",
  "task-answered",
] as const;
export type MailTemplate = (typeof mailTemplates)[number];
