import { describe, expect, it } from "vitest";
import { approvalRequested } from "../../../services/notifications/templates/approval-requested.ts";
import { asked, foldedBack, link, wordsOf } from "./mails.ts";

const count = (text: string, part: string): number => text.split(part).length - 1;

describe("the mail that asks for a decision", () => {
  it("holds its link once in each part, alone on its line of text", () => {
    const { text, html } = approvalRequested(asked());
    expect([count(text, "/l/"), count(html, "/l/")]).toEqual([1, 1]);
    expect(text.split("\n")).toContain(link);
    expect(html).toContain(`<a href="${link}"`);
  });

  it("says the same in both parts", () => {
    const input = asked();
    const { text, html } = approvalRequested(input);
    const { facts, tables, totals } = input.content;
    const values = [
      input.tenantName,
      input.title,
      "Ada Rossi",
      "Robert King (robert@northwind.example)",
      "12,615.05 USD",
      "finance",
      "Wednesday, 25 November 2026 at 19:41 Central European Standard Time (2026-11-25 18:41 UTC)",
      "do not forward this mail",
      ...facts.map(({ value }) => value),
      ...totals.map(({ value }) => value),
      ...tables.flatMap(({ rows }) => rows.flat()),
    ];
    for (const value of values) {
      expect(foldedBack(text)).toContain(value);
      expect(wordsOf(html)).toContain(value);
    }
  });

  it("loads nothing and asks nothing of a mail program", () => {
    const { html } = approvalRequested(asked());
    expect(html).not.toMatch(/<img|<script|<link|<style|url\(|src=/);
    expect(count(html, "http")).toBe(1);
  });

  it("folds text at 76 columns, but for the link", () => {
    const title = `Order ${"word ".repeat(35)}`;
    const { text } = approvalRequested(asked({ title, stageName: "x".repeat(500) }));
    const long = text.split("\n").filter((line) => line.length > 76);
    expect(long).toEqual([link]);
  });

  it("speaks of the deadline in the approver's zone and language, and in UTC", () => {
    const approver = { name: "Aiko", timeZone: "Asia/Tokyo", locale: "de" };
    const { text } = approvalRequested(asked({ approver }));
    expect(foldedBack(text)).toContain("Donnerstag, 26. November 2026 um 03:41 Japanische Normalzeit");
    expect(text).toContain("2026-11-25 18:41 UTC");
  });

  it("leaves out what a request does not have", () => {
    const { text, html } = approvalRequested(
      asked({ amount: null, deadlineAt: null, content: { facts: [], tables: [], totals: [] } }),
    );
    expect(text).not.toContain("Decide before");
    expect(html).not.toContain("Amount");
  });
});

describe("a hostile request", () => {
  const title = `Pay\r\nBcc: all@acme.com <script>alert("1")</script> \u202Egnp.exe ${"long ".repeat(60)}`;

  it("cannot add a header: the subject is one line of at most 180 characters", () => {
    const { subject } = approvalRequested(asked({ title }));
    expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
    expect(subject).toMatch(/^Approval needed: Pay Bcc: all@acme\.com <script>/);
    expect(subject.length).toBeLessThanOrEqual(180);
  });

  it("never splits a character where a subject is cut", () => {
    const { subject } = approvalRequested(asked({ title: `a${"😀".repeat(200)}` }));
    expect([subject.isWellFormed(), subject.endsWith("😀…")]).toEqual([true, true]);
  });

  it("cannot write markup, nor hide what it writes", () => {
    const { html, text } = approvalRequested(
      asked({ title, requester: { name: '"><a href="https://evil.example">', email: "x@evil.example" } }),
    );
    expect(html).not.toMatch(/<script|href="https:\/\/evil/);
    expect(`${html}${text}`).not.toContain("\u202E");
    expect(wordsOf(html)).toContain("[U+202E]gnp.exe");
  });

  it("cannot make a value look like a fact of its own", () => {
    const content = { facts: [{ label: "Note", value: "none\nAmount: 1.00 USD" }], tables: [], totals: [] };
    const { text, html } = approvalRequested(asked({ content }));
    expect(text).toContain("Note: none\n      Amount: 1.00 USD");
    expect(html).toContain("none<br>Amount: 1.00 USD");
  });
});
