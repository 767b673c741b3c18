import type { InvitationInput } from "../../../services/notifications/templates/invitation.ts";
import type { RequestClosedInput } from "../../../services/notifications/templates/request-closed.ts";
import { describeOrder } from "../../../workflows/order/describe.ts";
import { realOrder } from "../orders.ts";

export const link = `https://approve.example.com/l/${"eyJhbGciOi".repeat(28)}`;
const content = describeOrder(realOrder("NW-11030"));

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
