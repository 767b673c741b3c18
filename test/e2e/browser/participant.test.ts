import { AxeBuilder } from "@axe-core/playwright";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addTaskLink, askedOf } from "../../api/participant/pages.ts";
import { hasBrowser, launchBrowser } from "../../support/browser.ts";
import { pdf } from "../../support/files.ts";
import {
  choosePassport,
  enterTask,
  everyField,
  fillIn,
  startTaskSite,
  type TaskSite,
  taskStates,
} from "./task-states.ts";

const phone = { width: 390, height: 844 };
const desktop = { width: 1_280, height: 900 };
/** WCAG 2.2, 1.4.10: nothing scrolls sideways at 320 CSS pixels. */
const narrowWidth = 320;
/** Every state is a page load and an analysis of a second, on a machine that does other things, too. */
const allStatesTimeoutMilliseconds = 240_000;

describe.skipIf(!hasBrowser)("the participant's pages in a browser", () => {
  let browser: Browser;
  let site: TaskSite;

  beforeAll(async () => {
    site = await startTaskSite();
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

  it("lead from the mail to the answer on a phone, with a file and without JavaScript", async () => {
    await withPage({ viewport: phone, javaScriptEnabled: false }, async (page) => {
      const before = site.stage.answers.length;
      await page.goto(`${site.baseUrl}/t/${addTaskLink(site.stage, askedOf({ form: everyField }))}`);
      expect(new URL(page.url()).pathname).toBe("/task");
      await fillIn(page);
      await page.getByRole("button", { name: "Hand in my details" }).click();
      await page.getByRole("button", { name: "Change my answer" }).click();
      expect(await page.getByLabel("Date of birth").inputValue()).toBe("1990-05-17");
      expect(await page.getByRole("radio", { name: "Half time" }).isChecked()).toBe(true);
      await page.getByRole("button", { name: "Hand in my details" }).click();
      await page.getByRole("button", { name: "Send a new code" }).click();
      await choosePassport(page);
      await page.getByLabel("Code from the mail").fill("0471 1815");
      await page.keyboard.press("Enter");
      await page.getByRole("heading", { name: "Your answer is recorded" }).waitFor();
      const [given, ...more] = site.stage.answers.slice(before);
      expect(more).toEqual([]);
      expect(given).toMatchObject({
        code: "0471 1815",
        answer: {
          answerName: "handIn",
          fields: {
            account: "DE02 1203 0000 0000 2020 51",
            children: 2,
            advance: { amount: "1250.00", currency: "EUR" },
            birthday: "1990-05-17",
            hours: "half",
            country: "de",
            member: true,
            more: "I come with a dog.\nA small one.",
          },
        },
      });
      expect(given?.uploads.map(({ field, fileName }) => [field, fileName])).toEqual([
        ["passport", "passport.pdf"],
      ]);
      expect(given?.uploads[0]?.content.equals(pdf)).toBe(true);
    });
  });

  it("lead to what is wrong by keyboard alone", async () => {
    await withPage({ viewport: desktop, javaScriptEnabled: false }, async (page) => {
      await page.goto(`${site.baseUrl}/t/${addTaskLink(site.stage, askedOf({ form: everyField }))}`);
      await page.getByRole("button", { name: "Hand in my details" }).press("Enter");
      await page.locator(".faults:focus").waitFor();
      expect(await page.title()).toMatch(/^Error: /);
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await page.waitForURL(/#handIn-account$/);
      await page.keyboard.type("DE02");
      expect(await page.getByLabel("IBAN").inputValue()).toBe("DE02");
    });
  });

  it.each([
    { look: "a phone by day", viewport: phone, colorScheme: "light" },
    { look: "a desktop at night", viewport: desktop, colorScheme: "dark" },
  ] as const)(
    "have no barrier that axe finds, in any state, on $look",
    async ({ viewport, colorScheme }) => {
      await withPage({ viewport, colorScheme }, async (page) => {
        const found: string[] = [];
        for (const state of taskStates) {
          await enterTask(page, site, state);
          const { violations } = await new AxeBuilder({ page }).analyze();
          found.push(...violations.map(({ id, nodes }) => `${state.name}: ${id} ${nodes[0]?.html ?? ""}`));
        }
        expect(found).toEqual([]);
      });
    },
    allStatesTimeoutMilliseconds,
  );

  it(
    "never scroll sideways on the narrowest screen",
    async () => {
      await withPage({ viewport: { width: narrowWidth, height: phone.height } }, async (page) => {
        for (const state of taskStates) {
          await enterTask(page, site, state);
          const wide = await page
            .locator("html")
            .evaluate((root: { scrollWidth: number }) => root.scrollWidth);
          expect([state.name, wide]).toEqual([state.name, narrowWidth]);
        }
      });
    },
    allStatesTimeoutMilliseconds,
  );
});
