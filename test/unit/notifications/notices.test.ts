import { describe, expect, it } from "vitest";
import { approvalCode } from "../../../services/notifications/templates/approval-code.ts";
import { codeTriesExceeded } from "../../../services/notifications/templates/code-tries-exceeded.ts";
import {
  decisionRecorded,
  type DecisionRecordedInput,
} from "../../../services/notifications/templates/decision-recorded.ts";
import type { MailContent } from "../../../services/notifications/templates/model.ts";
import { requestWithdrawn } from "../../../services/notifications/templates/request-withdrawn.ts";
import { foldedBack, noticed, wordsOf } from "./mails.ts";

const recorded: DecisionRecordedInput = {
  ...noticed,
  outcome: "approve",
  decidedAt: "2026-11-24T09:12:00.000Z",
  stageName: "finance",
  decidesFor: null,
  reasonCode: null,
  comment: null,
};
const coded = { ...noticed, code: "04711815", expiresAt: "2026-11-24T09:22:00.000Z" };

/** Expects the words in both parts. */
const expectBoth = ({ text, html }: MailContent, words: readonly string[]): void => {
  for (const word of words) {
    expect(foldedBack(text)).toContain(word);
    expect(wordsOf(html)).toContain(word);
  }
};

describe("the mail with a code", () => {
  it("holds it alone on a line, to be copied or read aloud, and not in the subject", () => {
    const mail = approvalCode(coded);
    expect(mail.subject).toBe("Your code for: Order NW-11030 for Save-a-lot Markets");
    expect(mail.text.split("\n")).toContain("    04711815");
    expect(mail.html).toContain(">04711815</p>");
  });

  it("reads, word for word, as a code to be typed", () => {
    expect(approvalCode(coded).text).toBe(`Northwind Traders

Your code

Hello Ada Rossi: type this code on the page where you are deciding.

    04711815

Request:     Order NW-11030 for Save-a-lot Markets
Amount:      12,615.05 USD
Works until: Tuesday, 24 November 2026 at 10:22 Central European Standard
             Time (2026-11-24 09:22 UTC)

It works once, and only for the answer that you have just chosen. If you
change your answer, you get another code.

Did you not ask for a code? Then somebody else has opened your link: give
the code to nobody, and tell Northwind Traders. Nothing is decided without
it.
`);
  });
});

describe("the mail about wrong codes", () => {
  it("reads, word for word, as a warning", () => {
    expect(codeTriesExceeded(noticed).text).toBe(`Northwind Traders

Order NW-11030 for Save-a-lot Markets

Hello Ada Rossi: somebody opened the link that we mailed to you, and entered
a wrong code five times. Nothing was decided, and the link is switched off.

Amount:   12,615.05 USD
Asked by: Robert King (robert@northwind.example)

Was it you? Then ask Robert King or your administrator to send you a new
link.

Was it not you? Then tell Northwind Traders at once: somebody else can open
links from your mail.

You get this mail because you are asked for a decision. Please do not reply:
nobody reads the answers.
`);
  });
});

describe("the mail that confirms a decision", () => {
  it("reads, word for word, as a receipt", () => {
    const input = { ...recorded, comment: "Fine.\nShip it." };
    expect(decisionRecorded(input).text).toBe(`Northwind Traders

Order NW-11030 for Save-a-lot Markets

Hello Ada Rossi: you approved this request. Your decision is recorded.

Amount:   12,615.05 USD
Asked by: Robert King (robert@northwind.example)
Stage:    finance
Decided:  Tuesday, 24 November 2026 at 10:12 Central European Standard Time
          (2026-11-24 09:12 UTC)

You wrote:
> Fine.
> Ship it.

Was it not you? Then tell Northwind Traders at once: somebody else has used
the link that we mailed to you.

You get this mail because a decision was recorded in your name. Please do
not reply: nobody reads the answers.
`);
  });

  it.each([
    ["approve", "You approved", "you approved this request"],
    ["reject", "You rejected", "you rejected this request"],
    ["return", "You sent back", "you sent this request back"],
    ["recuse", "You stood aside", "you stood aside from this request"],
  ] as const)("says what %s did", (outcome, subject, deed) => {
    const mail = decisionRecorded({ ...recorded, outcome });
    expect(mail.subject).toBe(`${subject}: Order NW-11030 for Save-a-lot Markets`);
    expectBoth(mail, [deed]);
  });

  it("names whose vote it was, and the reason", () => {
    const mail = decisionRecorded({
      ...recorded,
      outcome: "reject",
      decidesFor: "Nancy Davolio",
      reasonCode: "Over budget",
    });
    expectBoth(mail, ["Decided for", "Nancy Davolio", "Reason", "Over budget"]);
  });

  it("speaks of the moment in the reader's zone and language", () => {
    const approver = { name: "Aiko", timeZone: "Asia/Tokyo", locale: "de" };
    expectBoth(decisionRecorded({ ...recorded, approver }), [
      "24. November 2026 um 18:12 Japanische Normalzeit",
    ]);
  });
});

describe("the mail about a request that is over", () => {
  it.each([
    ["withdrawn", "Withdrawn", "was withdrawn"],
    ["canceled", "Canceled", "was canceled"],
  ] as const)("says that it was %s, and that nothing is left to do", (status, subject, words) => {
    const mail = requestWithdrawn({ ...noticed, status });
    expect(mail.subject).toBe(`${subject}: Order NW-11030 for Save-a-lot Markets`);
    expectBoth(mail, [
      `the request that you were asked to decide ${words}.`,
      "There is nothing more for you to do.",
    ]);
  });
});

describe("every notice", () => {
  const title = `Pay\r\nBcc: all@acme.com <script>alert("1")</script> \u202Egnp.exe ${"long ".repeat(60)}`;
  const hostile = {
    ...noticed,
    title,
    tenantName: '<b>"Acme"',
    requester: { name: "<i>", email: "x@evil.example" },
  };
  const mails = (input: typeof noticed | typeof hostile): [string, MailContent][] => [
    ["approval-code", approvalCode({ ...coded, ...input })],
    ["code-tries-exceeded", codeTriesExceeded(input)],
    ["decision-recorded", decisionRecorded({ ...recorded, ...input, comment: "<b>no</b>" })],
    ["request-withdrawn", requestWithdrawn({ ...input, status: "withdrawn" })],
  ];

  it.each(mails(noticed))("%s says the same in both parts, folds text, and holds no link", (_name, mail) => {
    expectBoth(mail, ["Northwind Traders", "Order NW-11030 for Save-a-lot Markets", "12,615.05 USD"]);
    expect(mail.text.split("\n").filter((line) => line.length > 76)).toEqual([]);
    expect(`${mail.text}${mail.html}`).not.toMatch(/https?:|href|<img|<script|<link|<style|url\(|src=/);
  });

  it.each(mails(hostile))(
    "%s takes no header and no markup from anybody",
    (_name, { subject, text, html }) => {
      expect(subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(subject.length).toBeLessThanOrEqual(180);
      expect(html).not.toMatch(/<script|<b>|<i>/);
      expect(`${html}${text}`).not.toContain("\u202E");
    },
  );
});
