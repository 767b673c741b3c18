import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hasBrowser, launchBrowser } from "../../support/browser.ts";
import { addLink, reviewOf } from "../../api/approver/pages.ts";
import { enter, type Site, startSite, states } from "./states.ts";

const phone = { width: 390, height: 844 };
const desktop = { width: 1_280, height: 900 };
/** WCAG 2.2, 1.4.10: nothing scrolls sideways at 320 CSS pixels. */
const narrowWidths = [320, 360];
const tabsMax = 30;
/** Every state is a page load and an analysis of a second, on a machine that does other things, too. */
const allStatesTimeoutMilliseconds = 240_000;

describe.skipIf(!hasBrowser)("the approver's pages in a browser", () => {
  let browser: Browser;
  let site: Site;

  beforeAll(async () => {
    site = await startSite();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  const withPage = async (
    options: Parameters<Browser["newContext"]>[0],
    use: (page: Page) => Promise<void>,
  ): Promise<void> => {
    const context = await browser.newContext(options);
    try {
      await use(await context.newPage());
    } finally {
      await context.close();
    }
  };

  /** Tabs on until the element has the focus, as somebody without a mouse does. */
  const tabTo = async (page: Page, selector: string): Promise<void> => {
    for (let tabs = 0; tabs < tabsMax; tabs += 1) {
      await page.keyboard.press("Tab");
      if ((await page.locator(`${selector}:focus`).count()) > 0) {
        return;
      }
    }
    throw new Error(`${selector} cannot be reached by keyboard`);
  };

  it("lead from the mail to the decision by keyboard alone, without JavaScript", async () => {
    await withPage({ viewport: desktop, javaScriptEnabled: false }, async (page) => {
      const { token, identity } = addLink(site.stage, reviewOf());
      await page.goto(`${site.baseUrl}/l/${token}`);
      expect(new URL(page.url()).pathname).toBe("/review");
      await tabTo(page, "button");
      await page.keyboard.press("Enter");
      await page.locator(".faults:focus").waitFor();
      expect(await page.title()).toMatch(/^Error: /);
      await tabTo(page, ".faults a");
      await page.keyboard.press("Enter");
      await page.waitForURL(/#approve$/);
      await tabTo(page, "input[type=radio]");
      await page.keyboard.press("ArrowDown");
      expect(await page.getByRole("radio", { name: "Reject" }).isChecked()).toBe(true);
      await tabTo(page, "textarea");
      await page.keyboard.type("Too dear.");
      await tabTo(page, "button");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Do you want to reject this request?" }).waitFor();
      await tabTo(page, "button.bad");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "You rejected this request" }).waitFor();
      expect(site.stage.decisions.filter(({ jti }) => jti === identity.jti)).toMatchObject([
        { decision: { choice: { outcome: "reject", comment: "Too dear." } } },
      ]);
    });
  });

  it("take a code by keyboard alone, say what was wrong with it, and send another", async () => {
    await withPage({ viewport: phone, javaScriptEnabled: false }, async (page) => {
      const { token, identity } = addLink(site.stage, reviewOf({ assurance: "code" }));
      site.stage.codesAsked.splice(0);
      site.stage.codeRefusal = { verdict: "wrong", triesLeft: 4 };
      await page.goto(`${site.baseUrl}/l/${token}`);
      await page.getByRole("radio", { name: "Approve" }).check();
      await page.getByRole("button", { name: "Continue" }).click();
      await tabTo(page, "#code");
      await page.keyboard.type("12345678");
      await page.keyboard.press("Enter");
      await page.locator(".faults:focus").waitFor();
      await page.getByText("You have 4 tries left").first().waitFor();
      await page.getByRole("button", { name: "Send a new code" }).click();
      await page.getByRole("heading", { name: "Do you want to approve this request?" }).waitFor();
      expect(site.stage.codesAsked.map(({ again }) => again)).toEqual([false, false, true]);
      site.stage.codeRefusal = null;
      await page.getByLabel("Code from the mail").fill("8765 4321");
      await page.getByRole("button", { name: "Yes, approve" }).click();
      await page.getByRole("heading", { name: "You approved this request" }).waitFor();
      expect(site.stage.decisions.filter(({ jti }) => jti === identity.jti)).toMatchObject([
        { decision: { choice: { outcome: "approve" }, code: "8765 4321" } },
      ]);
    });
  });

  it.each([
    {
      radio: "Send it back to the requester",
      comment: "Name the cost center.",
      yes: "Yes, send it back",
      heading: "You sent this request back",
      outcome: "return",
    },
    {
      radio: "I should not decide this",
      comment: "My brother sells these.",
      yes: "Yes, stand aside",
      heading: "You stood aside from this request",
      outcome: "recuse",
    },
  ])("lead to $outcome without JavaScript", async ({ radio, comment, yes, heading, outcome }) => {
    await withPage({ viewport: phone, javaScriptEnabled: false }, async (page) => {
      const { token, identity } = addLink(site.stage, reviewOf());
      await page.goto(`${site.baseUrl}/l/${token}`);
      await page.getByRole("radio", { name: radio }).check();
      await page.getByRole("textbox").fill(comment);
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByRole("button", { name: yes }).click();
      await page.getByRole("heading", { name: heading }).waitFor();
      expect(site.stage.decisions.filter(({ jti }) => jti === identity.jti)).toMatchObject([
        { decision: { choice: { outcome, comment } } },
      ]);
    });
  });

  it("keep what was chosen and written when somebody goes back", async () => {
    await withPage({ viewport: phone, javaScriptEnabled: false }, async (page) => {
      const { token } = addLink(site.stage, reviewOf());
      await page.goto(`${site.baseUrl}/l/${token}`);
      await page.getByRole("radio", { name: "Approve" }).check();
      await page.getByRole("textbox").fill("First\nsecond");
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByRole("button", { name: "Change my answer" }).click();
      expect(await page.getByRole("radio", { name: "Approve" }).isChecked()).toBe(true);
      expect(await page.getByRole("textbox").inputValue()).toBe("First\nsecond");
    });
  });

  it("show the recorded result when a result page is loaded again", async () => {
    await withPage({ viewport: phone, javaScriptEnabled: false }, async (page) => {
      const { token, identity } = addLink(site.stage, reviewOf());
      await page.goto(`${site.baseUrl}/l/${token}`);
      await page.getByRole("radio", { name: "Approve" }).check();
      await page.getByRole("button", { name: "Continue" }).click();
      await page.getByRole("button", { name: "Yes, approve" }).click();
      await page.reload();
      await page.goto(`${site.baseUrl}/l/${token}`);
      expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("You approved this request");
      const recorded = site.stage.decisions.filter(({ jti }) => jti === identity.jti);
      expect(new Set(recorded.map(({ decision }) => decision.choice.outcome))).toEqual(new Set(["approve"]));
    });
  });

  it.each([
    { look: "a desktop by day", viewport: desktop, colorScheme: "light" },
    { look: "a phone at night", viewport: phone, colorScheme: "dark" },
  ] as const)(
    "have no barrier that axe finds, in any state, on $look",
    async ({ viewport, colorScheme }) => {
      await withPage({ viewport, colorScheme }, async (page) => {
        const found: string[] = [];
        for (const state of states) {
          await enter(page, site, state);
          const { violations } = await new AxeBuilder({ page }).analyze();
          found.push(...violations.map(({ id, nodes }) => `${state.name}: ${id} ${nodes[0]?.html ?? ""}`));
        }
        await page.goto(`${site.baseUrl}/l/nonsense`);
        const { violations } = await new AxeBuilder({ page }).analyze();
        expect([...found, ...violations]).toEqual([]);
      });
    },
    allStatesTimeoutMilliseconds,
  );

  it.each(narrowWidths)(
    "never scroll sideways at %i pixels",
    async (width) => {
      await withPage({ viewport: { width, height: phone.height } }, async (page) => {
        for (const state of states) {
          await enter(page, site, state);
          const wide = await page
            .locator("html")
            .evaluate((root: { scrollWidth: number }) => root.scrollWidth);
          expect([state.name, wide]).toEqual([state.name, width]);
        }
      });
    },
    allStatesTimeoutMilliseconds,
  );

  it("load their style and nothing else, from nowhere else", async () => {
    await withPage({ viewport: phone }, async (page) => {
      const asked: string[] = [];
      page.on("request", (request) => asked.push(new URL(request.url()).pathname));
      const { token } = addLink(site.stage, reviewOf());
      await page.goto(`${site.baseUrl}/l/${token}`);
      expect(asked).toEqual([`/l/${token}`, "/review", "/review/style.css"]);
    });
  });
});
