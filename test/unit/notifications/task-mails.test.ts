import { describe, expect, it } from "vitest";
import { taskRequested } from "../../../services/notifications/templates/task-requested.ts";
import { foldedBack, wordsOf } from "./mails.ts";
import { taskAsked, taskLink, taskMails } from "./task-mails.ts";

const count = (text: string, part: string): number => text.split(part).length - 1;

describe("the mail that asks for an answer", () => {
  it("reads, word for word, as a question with one way on", () => {
    expect(taskRequested(taskAsked()).text).toBe(`Northwind Airways

Your offer as a pilot

Hello Jane Doe: Northwind Airways asks you for an answer.

Please read the offer.
Accept it, or tell us why not.

Asked by:      Northwind Airways
Answer before: Monday, 30 November 2026 at 19:41 Central European Standard
               Time (2026-11-30 18:41 UTC)

Open the form:
${taskLink}

What it is about:

Salary:    84,000.00 EUR a year
First day: 1 February 2027

This link is yours alone: whoever opens it can answer in your name, so
please do not forward this mail. Opening it answers nothing; you choose and
confirm on the page. Did you not expect this mail? Then ask Northwind
Airways before you open it.
`);
  });

  it("holds its link once in each part, and what people wrote as text", () => {
    const mail = taskRequested(
      taskAsked({ tenantName: "A<b>", instructions: "x\u202Ey <script>alert(1)</script>" }),
    );
    for (const part of [mail.text, mail.html]) {
      expect(count(part, "/t/")).toBe(1);
      expect(part).not.toMatch(/\u202E/);
    }
    expect(mail.html).not.toMatch(/<script|<b>/);
    expect(mail.text).toContain("x[U+202E]y");
  });

  it("cannot be given another header by a title", () => {
    const { subject } = taskRequested(taskAsked({ title: "Offer\r\nBcc: eve@evil.example" }));
    expect(subject).toBe("Please answer: Offer Bcc: eve@evil.example");
  });
});

describe("every mail about a task", () => {
  it("says the same in both parts", () => {
    const words: Readonly<Record<string, readonly string[]>> = {
      taskRequested: ["You and 2 others; the first answer counts", "confirm with a code", "84,000.00 EUR"],
      taskReminder: ["is still waiting for your answer. You have 3 days", "Answer before"],
      taskCode: ["04711815", "Works until", "only for the answer that you have just given"],
      taskAnswered: ["Accept the offer", "passport.pdf", "Was it not you?", "You wrote"],
      taskCodeTriesExceeded: ["a wrong code five times", "the link is switched off"],
    };
    for (const [name, { text, html }] of Object.entries(taskMails)) {
      for (const word of words[name] ?? [name]) {
        expect(foldedBack(text), name).toContain(word);
        expect(wordsOf(html), name).toContain(word);
      }
    }
  });

  it("leads nowhere unless it asks for an answer, and keeps codes out of subjects", () => {
    for (const name of ["taskCode", "taskAnswered", "taskCodeTriesExceeded"]) {
      const mail = taskMails[name];
      expect([mail?.text, mail?.html].join(""), name).not.toMatch(/https?:|href=/);
      expect(mail?.subject, name).not.toContain("04711815");
    }
  });
});
