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
] as const;
export type MailTemplate = (typeof mailTemplates)[number];
