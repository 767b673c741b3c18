import { mkdir } from "node:fs/promises";
import { request } from "node:http";
import { AxeBuilder } from "@axe-core/playwright";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { hasBrowser, launchBrowser } from "../../support/browser.ts";
import { openService } from "./support/service.ts";

let service: Awaited<ReturnType<typeof openService>>;
let running = "";
let finished = "";

const idOf = (arn: string): string => arn.split("/").at(-1) ?? "";

beforeAll(async () => {
  service = await openService((durable) => ({
    approval: {
      handler: durable(async (event: unknown, context) => {
        await context.step("check stock", async () => ({ available: true, event }));
        await context.runInChildContext("reserve", async (child) => {
          await child.step("reserve items", async () => "reserved");
          await child.wait("settle", { seconds: 1 });
        });
        const answer = await context.waitForCallback("manager", async () => undefined, {
          timeout: { days: 3 },
        });
        return { answer };
      }),
    },
    retried: {
      handler: durable(async (_: unknown, context) => {
        let calls = 0;
        const retryStrategy = (_error: unknown, attempt: number) => ({
          shouldRetry: attempt < 2,
          delay: { seconds: 1 },
        });
        return context.step(
          "capture <b>payment</b>",
          async ({ attempt }) => {
            calls += attempt;
            if (attempt < 2) throw new Error("The card network is away.");
            return `<script>alert(${calls})</script>`.repeat(100);
          },
          { retryStrategy },
        );
      }),
    },
    echo: { durable: false, handler: async (event: unknown) => event },
  }));
  running = await service.start("approval", { order: 7 }, "order-7");
  finished = await service.start("retried", { html: "</pre><script>alert(1)</script>" }, "order-8");
  await service.ended(finished);
  const waits = async () => (await service.history(running)).join(" ").includes("CallbackStarted");
  await vi.waitUntil(waits, { timeout: 10_000, interval: 50 });
});

afterAll(async () => {
  expect(service.troubles).toEqual([]);
  await service.close();
});

const open = async (path: string, init: RequestInit = {}) => {
  const answer = await fetch(`${service.url}${path}`, { redirect: "manual", ...init });
  return { status: answer.status, headers: answer.headers, text: await answer.text() };
};

const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  open(path, { method: "POST", body: new URLSearchParams(fields), headers });

describe("the pages", () => {
  test("show the functions and the executions, filtered as asked", async () => {
    const all = await open("/");
    expect(all.status).toBe(200);
    for (const text of ["approval", "retried", "echo", "plain", "order-7", "order-8"])
      expect(all.text).toContain(text);
    const failed = await open("/?status=FAILED");
    expect(failed.text).toContain("No executions");
    const one = await open("/?function=approval&status=RUNNING&name=order-7&from=2020-01-01T00:00");
    expect(one.text).toContain("order-7");
    expect(one.text).not.toContain("order-8");
    expect((await open("/?until=2020-01-01T00:00")).text).toContain("No executions");
    expect((await open("/?after=nothing&status=PAUSED&from=never")).status).toBe(200);
  });

  test("show an execution's operations in their contexts, and what is waited for", async () => {
    const { text } = await open(`/executions/${idOf(running)}`);
    for (const shown of [
      "check stock",
      "reserve items",
      "settle",
      "manager",
      "Send a heartbeat",
      "Stop this execution",
    ]) {
      expect(text).toContain(shown);
    }
  });

  test("escape whatever a function or a caller says", async () => {
    const { text, headers } = await open(`/executions/${idOf(finished)}`);
    expect(text).toContain("capture &lt;b&gt;payment&lt;/b&gt;");
    expect(text).not.toContain("<script");
    expect(headers.get("content-security-policy")).toContain("default-src 'none'");
    const whole = await open(`/executions/${idOf(finished)}/text?of=result`);
    expect(whole.headers.get("content-type")).toBe("text/plain; charset=utf-8");
    expect(whole.headers.get("x-content-type-options")).toBe("nosniff");
    expect(whole.text).toContain("<script>");
  });

  test("say what is not there", async () => {
    const unknown = await open("/executions/0190a7a5-0000-7000-8000-000000000000");
    expect(unknown.status).toBe(404);
    expect(unknown.text).toContain("Durable Execution does not exist");
    expect((await open(`/executions/${idOf(finished)}/text?of=nothing`)).status).toBe(404);
    expect((await open("/nowhere")).status).toBe(404);
  });

  test("neither act for another site nor answer under a strange name", async () => {
    const path = `/executions/${idOf(running)}/stop`;
    expect((await post(path, {}, { "sec-fetch-site": "cross-site" })).status).toBe(403);
    expect((await post(path, {}, { origin: "https://evil.example" })).status).toBe(403);
    const invoke = { method: "POST", body: "{}", headers: { origin: "https://evil.example" } };
    expect((await open("/2015-03-31/functions/echo/invocations", invoke)).status).toBe(403);
    const status = await new Promise((resolve) => {
      request(`${service.url}/`, { headers: { host: "evil.example" } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      }).end();
    });
    expect(status).toBe(403);
    expect((await service.ended(finished)).Status).toBe("SUCCEEDED");
  });

  test("fail a callback, once", async () => {
    const arn = await service.start("approval", {}, "order-9");
    const find = async () => /callbacks\/([\w-]+)"/.exec((await open(`/executions/${idOf(arn)}`)).text)?.[1];
    await expect.poll(find, { timeout: 10_000 }).toBeDefined();
    const path = `/executions/${idOf(arn)}/callbacks/${await find()}`;
    expect((await post(path, { answer: "heartbeat" })).status).toBe(303);
    expect((await post(path, { answer: "failure", text: "too expensive" })).status).toBe(303);
    expect((await service.ended(arn)).Error?.ErrorMessage).toContain("too expensive");
    const again = await post(path, { answer: "success", text: "1" });
    expect(again.status).toBe(400);
    expect(again.text).toContain("The callback is either timed out or already completed");
    expect((await post(path, { answer: "perhaps" })).status).toBe(400);
  });
});

describe.skipIf(!hasBrowser)("in a browser", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  /** Pictures for the people who work on the pages. */
  const pictures = process.env["PICTURES"];

  test.each([
    ["phone", 390],
    ["desktop", 1_280],
  ])("a %s shows everything without scrolling sideways, and to everybody", async (name, width) => {
    const context = await browser.newContext({ viewport: { width, height: 900 } });
    const page = await context.newPage();
    for (const [shot, path] of [
      ["overview", "/"],
      ["running", `/executions/${idOf(running)}`],
      ["finished", `/executions/${idOf(finished)}`],
    ] as const) {
      await page.goto(`${service.url}${path}`);
      await page.evaluate(
        "for (const details of document.querySelectorAll('.timeline details')) details.open = true",
      );
      const { violations } = await new AxeBuilder({ page }).analyze();
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      expect(serious.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
      if (pictures === undefined) continue;
      await mkdir(pictures, { recursive: true });
      await page.screenshot({ path: `${pictures}/${shot}-${name}.png`, fullPage: true });
    }
    await context.close();
  });

  test("a callback is completed and an execution stopped, without JavaScript", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const stopped = await service.start("approval", {}, "order-10");
    await page.goto(service.url);
    await page.getByRole("link", { name: "order-7" }).click();
    await page.getByLabel("Result, or why it failed").fill("yes");
    await page.getByRole("button", { name: "Complete" }).click();
    expect(new URL(page.url()).pathname).toBe(`/executions/${idOf(running)}`);
    expect(await service.ended(running)).toMatchObject({ Status: "SUCCEEDED", Result: '{"answer":"yes"}' });
    await page.goto(`${service.url}/executions/${idOf(stopped)}`);
    await page.getByText("Stop this execution").click();
    await page.getByLabel("Why").fill("not needed");
    await page.getByRole("button", { name: "Stop it" }).click();
    expect(await service.ended(stopped)).toMatchObject({
      Status: "STOPPED",
      Error: { ErrorMessage: "not needed" },
    });
    await context.close();
  });
});
