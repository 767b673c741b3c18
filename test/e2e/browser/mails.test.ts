import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { approvalCode } from "../../../services/notifications/templates/approval-code.ts";
import { approvalEscalated } from "../../../services/notifications/templates/approval-escalated.ts";
import { approvalReminder } from "../../../services/notifications/templates/approval-reminder.ts";
import { approvalRequested } from "../../../services/notifications/templates/approval-requested.ts";
import { codeTriesExceeded } from "../../../services/notifications/templates/code-tries-exceeded.ts";
import { decisionRecorded } from "../../../services/notifications/templates/decision-recorded.ts";
import { requestClosed } from "../../../services/notifications/templates/request-closed.ts";
import { requestWithdrawn } from "../../../services/notifications/templates/request-withdrawn.ts";
import { hasBrowser, launchBrowser } from "../../support/browser.ts";
import { taskMails } from "../../unit/notifications/task-mails.ts";
import { asked, closed, noticed, waiting } from "../../unit/notifications/mails.ts";

const height = 844;
const phoneWidth = 390;
const desktopWidth = 1_280;

const mails = {
  requested: approvalRequested(asked({ assurance: "code", decidesFor: "Nancy Davolio" })),
  reminder: approvalReminder(waiting()),
  escalated: approvalEscalated(waiting({ whyAsked: "Escalated to you because nobody has decided yet." })),
  code: approvalCode({ ...noticed, code: "04711815", expiresAt: "2026-11-24T09:22:00.000Z" }),
  triesExceeded: codeTriesExceeded(noticed),
  recorded: decisionRecorded({
    ...noticed,
    outcome: "return",
    decidedAt: "2026-11-24T09:12:00.000Z",
    stageName: "finance",
    decidesFor: "Nancy Davolio",
    reasonCode: null,
    comment: "Name the cost center.",
  }),
  withdrawn: requestWithdrawn({ ...noticed, status: "withdrawn" }),
  ...taskMails,
  returned: requestClosed(closed({ outcome: "returned", decidedBy: "Ada Rossi", comment: "Which project?" })),
};

describe.skipIf(!hasBrowser)("the mails in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  it.each([
    { look: "a phone by day", width: phoneWidth, colorScheme: "light" },
    { look: "a phone at night", width: phoneWidth, colorScheme: "dark" },
    { look: "a desktop", width: desktopWidth, colorScheme: "light" },
  ] as const)("have no serious barrier, load nothing and fit, on $look", async ({ width, colorScheme }) => {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme });
    const page = await context.newPage();
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    const found: string[] = [];
    for (const [name, { html }] of Object.entries(mails)) {
      await page.setContent(html);
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      found.push(...serious.map(({ id, nodes }) => `${name}: ${id} ${nodes[0]?.html ?? ""}`));
      const wide = await page.locator("html").evaluate((root: { scrollWidth: number }) => root.scrollWidth);
      expect([name, wide]).toEqual([name, width]);
    }
    await context.close();
    expect([found, asked]).toEqual([[], []]);
  });
});
