import { expect, test } from "vitest";
import { approvalEscalated } from "../../../services/notifications/templates/approval-escalated.ts";
import { approvalReminder } from "../../../services/notifications/templates/approval-reminder.ts";
import { approvalRequested } from "../../../services/notifications/templates/approval-requested.ts";
import { formatSpan } from "../../../services/presentation/format-span.ts";
import { asked, foldedBack, link, waiting, wordsOf } from "./mails.ts";

const count = (text: string, part: string): number => text.split(part).length - 1;

test("a reminder says how long the request has waited and how long is left", () => {
  const { subject, text, html } = approvalReminder(waiting());
  expect(subject).toBe("Approval still needed: Order NW-11030 for Save-a-lot Markets");
  for (const words of [
    "Hello Ada Rossi: the request of Robert King has been waiting for 2 days. You have 1 day left to decide.",
    "Sunday, 22 November 2026 at 19:00 Central European Standard Time (2026-11-22 18:00 UTC)",
    "Wednesday, 25 November 2026 at 19:41 Central European Standard Time (2026-11-25 18:41 UTC)",
  ]) {
    expect(foldedBack(text)).toContain(words);
    expect(wordsOf(html)).toContain(words);
  }
});

test("an escalation says why this person is asked, too", () => {
  const whyAsked = "Escalated to you because Laura Callahan has not decided yet.";
  const { subject, text, html } = approvalEscalated(waiting({ whyAsked }));
  expect(subject).toBe("Escalated to you: Order NW-11030 for Save-a-lot Markets");
  for (const words of [
    "Hello Ada Rossi: the request of Robert King has been waiting for 2 days, and you can decide it, too.",
    whyAsked,
  ]) {
    expect(foldedBack(text)).toContain(words);
    expect(wordsOf(html)).toContain(words);
  }
});

test("a delegate is told for whom they decide, and that a code will be asked for", () => {
  const { text, html } = approvalRequested(asked({ decidesFor: "Nancy Davolio", assurance: "code" }));
  expect(text).toContain("You decide for: Nancy Davolio");
  expect(wordsOf(html)).toContain("You decide for Nancy Davolio");
  expect(foldedBack(text)).toContain("confirm with a code that is mailed to you then.");
});

test.each([
  ["request", approvalRequested(asked())],
  ["reminder", approvalReminder(waiting())],
  ["escalation", approvalEscalated(waiting())],
] as const)("a %s holds its link once in each part", (_what, { text, html }) => {
  expect([count(text, "/l/"), count(html, "/l/")]).toEqual([1, 1]);
  expect(text.split("\n")).toContain(link);
  expect(count(html, "http")).toBe(1);
});

test.each([
  [0, "less than a minute"],
  [60, "1 minute"],
  [3_599, "59 minutes"],
  [7_200, "2 hours"],
  [86_399, "23 hours"],
  [86_400, "1 day"],
  [40 * 86_400, "40 days"],
])("%i seconds are %s", (seconds, words) => {
  const from = new Date("2026-11-24T00:00:00Z");
  expect(formatSpan(from, new Date(from.getTime() + seconds * 1_000))).toBe(words);
});
