import type { MailContent } from "../../../services/notifications/templates/model.ts";
import { taskAnswered } from "../../../services/notifications/templates/task-answered.ts";
import { taskCode } from "../../../services/notifications/templates/task-code.ts";
import { taskCodeTriesExceeded } from "../../../services/notifications/templates/task-code-tries-exceeded.ts";
import type { TaskInvitationInput } from "../../../services/notifications/templates/task-invitation.ts";
import { taskReminder } from "../../../services/notifications/templates/task-reminder.ts";
import { taskRequested } from "../../../services/notifications/templates/task-requested.ts";

export const taskLink = `https://approve.example.com/t/${"eyJhbGciOi".repeat(28)}`;
const sha256 = "3fa94c0be1d2775a90c4e8b7162f5d3319aa04e7c86bd25f11d09e7a4cb35d60";

/** What every mail about the task holds. */
export const taskNoticed = {
  tenantName: "Northwind Airways",
  title: "Your offer as a pilot",
  participant: { name: "Jane Doe", timeZone: "Europe/Rome", locale: "en-GB" },
} as const;

/** What asks somebody for an answer. */
export const taskAsked = (changes: Partial<TaskInvitationInput> = {}): TaskInvitationInput => ({
  ...taskNoticed,
  instructions: "Please read the offer.\nAccept it, or tell us why not.",
  facts: [
    { label: "Salary", value: "84,000.00 EUR a year" },
    { label: "First day", value: "1 February 2027" },
  ],
  dueAt: "2026-11-30T18:41:00.000Z",
  others: 0,
  assurance: "link",
  link: taskLink,
  ...changes,
});

export const taskMails: Readonly<Record<string, MailContent>> = {
  taskRequested: taskRequested(taskAsked({ assurance: "code", others: 2 })),
  taskReminder: taskReminder({ ...taskAsked(), now: new Date("2026-11-27T18:00:00.000Z") }),
  taskCode: taskCode({ ...taskNoticed, code: "04711815", expiresAt: "2026-11-24T09:22:00.000Z" }),
  taskAnswered: taskAnswered({
    ...taskNoticed,
    answer: "Accept the offer",
    facts: [{ label: "First day", value: "1 February 2027" }],
    documents: [{ label: "Passport", fileName: "passport.pdf", sha256 }],
    comment: "Glad to.\nJane",
    answeredAt: "2026-11-24T09:12:00.000Z",
  }),
  taskCodeTriesExceeded: taskCodeTriesExceeded(taskNoticed),
};
