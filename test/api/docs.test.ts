import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openApi, type TestApi } from "../support/api.ts";
import { hasBrowser, launchBrowser } from "../support/browser.ts";

describe.skipIf(!hasBrowser)("the API reference in a browser", () => {
  let api: TestApi;
  let browser: Browser;
  beforeAll(async () => {
    api = await openApi();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await api.close();
  });

  it("shows every operation, from this server alone and within its own policy", async () => {
    const page = await browser.newPage();
    const complaints: string[] = [];
    const hosts = new Set<string>();
    page.on("console", (message) => {
      if (message.type() === "error") {
        complaints.push(message.text());
      }
    });
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("request", (request) => {
      const { protocol, origin } = new URL(request.url());
      if (protocol !== "data:") {
        hosts.add(origin);
      }
    });
    await page.goto(`${api.url}/docs`);
    await page.locator(".opblock").first().waitFor();
    await page.locator("#operations-Members-createMember button").first().click();
    await page.locator("#operations-Members-createMember .opblock-body").waitFor();
    const { paths } = (await (await fetch(`${api.url}/openapi.json`)).json()) as { paths: object };
    const operations = Object.values(paths).flatMap((methods: object) => Object.keys(methods));
    expect(await page.locator(".opblock").count()).toBe(operations.length);
    expect([...hosts]).toEqual([api.url]);
    expect(complaints).toEqual([]);
  });
});
