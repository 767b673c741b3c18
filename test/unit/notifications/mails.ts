import type { ApprovalReminderInput } from "../../../services/notifications/templates/approval-reminder.ts";
import type { InvitationInput } from "../../../services/notifications/templates/invitation.ts";
import type { RequestClosedInput } from "../../../services/notifications/templates/request-closed.ts";
import { describeOrder } from "../../../workflows/order/describe.ts";
import { realOrder } from "../orders.ts";

export const link = `https://approve.example.com/l/${"eyJhbGciOi".repeat(28)}`;
const content = describeOrder(realOrder("NW-11030"), {});

const request = {
  tenantName: "Northwind Traders",
  title: "Order NW-11030 for Save-a-lot Markets",
  kind: "order",
  requester: { name: "Robert King", email: "robert@northwind.example" },
  amount: { amount: "12615.05", currency: "USD" },
} as const;

/** What asks for a decision on a real order. */
export const asked = (changes: Partial<InvitationInput> = {}): InvitationInput => ({
  ...request,
  content,
  deadlineAt: "2026-11-25T18:41:00.000Z",
  approver: { name: "Ada Rossi", timeZone: "Europe/Rome", locale: "en-GB" },
  decidesFor: null,
  whyAsked: null,
  assurance: "link",
  link,
  stageName: "finance",
  ...changes,
});

const reader = { name: "Ada Rossi", timeZone: "Europe/Rome", locale: "en-GB" };

/** What every mail about the order holds, to whoever was asked to decide it. */
export const noticed = {
  tenantName: request.tenantName,
  title: request.title,
  requester: request.requester,
  amount: request.amount,
  approver: reader,
} as const;

/** What reminds of it, or escalates it: two days after it was asked for, a day before the deadline. */
export const waiting = (changes: Partial<ApprovalReminderInput> = {}): ApprovalReminderInput => ({
  ...asked(),
  openedAt: "2026-11-22T18:00:00.000Z",
  now: new Date("2026-11-24T18:30:00.000Z"),
  ...changes,
});

/** What tells how it ended. */
export const closed = (changes: Partial<RequestClosedInput> = {}): RequestClosedInput => ({
  ...request,
  outcome: "fulfilled",
  contentFacts: content.facts,
  ...changes,
});

/** The words of an HTML part, as a person reads them. */
export const wordsOf = (html: string): string =>
  html
    .replaceAll(/<(head|title)>[\s\S]*?<\/\1>/g, "")
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")
    .replaceAll(/\s+/g, " ");

/** The words of a text part, folding undone. */
export const foldedBack = (text: string): string => text.replaceAll(/\s+/g, " ");
