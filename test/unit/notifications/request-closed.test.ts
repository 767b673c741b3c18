import { describe, expect, it } from "vitest";
import { requestClosed } from "../../../services/notifications/templates/request-closed.ts";
import { closed, foldedBack, wordsOf } from "./mails.ts";

describe("the mail that tells how a request ended", () => {
  it.each([
    ["fulfilled", "Approved and carried out", "was approved and has been carried out"],
    ["rejected", "Rejected", "was rejected. Nothing was carried out."],
    ["returned", "Sent back to you", "Change it where you made it, and send it again"],
    ["expired", "Expired without a decision", "was not decided before its deadline"],
    ["withdrawn", "Withdrawn", "was withdrawn"],
    ["canceled", "Canceled", "was canceled"],
    ["compensated", "Approved, but could not be carried out", "What had been done already was undone"],
    ["failed", "Approved, but something went wrong", "Please tell your administrator"],
  ] as const)("says what %s means, in the subject and in both parts", (outcome, subject, sentence) => {
    const mail = requestClosed(closed({ outcome }));
    expect(mail.subject).toBe(`${subject}: Order NW-11030 for Save-a-lot Markets`);
    expect(foldedBack(mail.text)).toContain(sentence);
    expect(wordsOf(mail.html)).toContain(sentence);
  });

  it("says the same in both parts: who, why and for what", () => {
    const input = closed({
      outcome: "rejected",
      decidedBy: "Ada Rossi",
      comment: "Too dear.\nAsk for the frame agreement.",
      reason: "The card was declined.",
    });
    const { text, html } = requestClosed(input);
    for (const value of [
      "Northwind Traders",
      "12,615.05 USD",
      "Ada Rossi wrote",
      "Too dear.",
      "Ask for the frame agreement.",
      "The reason: The card was declined.",
      ...input.contentFacts.map((fact) => fact.value),
    ]) {
      expect(foldedBack(text)).toContain(value);
      expect(wordsOf(html)).toContain(value);
    }
    expect(text).toContain("> Too dear.\n> Ask for the frame agreement.");
  });

  it("says who sent it back, and what has to change", () => {
    const { text, html } = requestClosed(
      closed({ outcome: "returned", decidedBy: "Ada Rossi", comment: "Name the cost center." }),
    );
    for (const words of ["Sent back by", "Ada Rossi wrote", "Name the cost center."]) {
      expect(foldedBack(text)).toContain(words);
      expect(wordsOf(html)).toContain(words);
    }
  });

  it("holds no link", () => {
    const { text, html } = requestClosed(closed());
    expect(`${text}${html}`).not.toMatch(/https?:|href/);
  });

  it("shows a comment as text, and marks every line of it as a quotation", () => {
    const { text, html } = requestClosed(
      closed({ outcome: "rejected", comment: `<b>no</b>\r\n\u202Eon ${"word ".repeat(30)}` }),
    );
    expect(html).toContain("&lt;b&gt;no&lt;/b&gt;<br>[U+202E]on");
    const quoted = text.split("\n").filter((line) => line.includes("word"));
    expect(quoted.length).toBeGreaterThan(1);
    expect(quoted.every((line) => line.startsWith("> "))).toBe(true);
  });
});
