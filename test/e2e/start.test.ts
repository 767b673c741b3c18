import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { call } from "../support/client.ts";
import { createSystem, type SystemProcess } from "../support/system.ts";

const run = promisify(execFile);
const root = new URL("../..", import.meta.url).pathname;

let system: SystemProcess;
beforeAll(async () => {
  system = await createSystem();
  await system.start();
});
afterAll(() => system.dispose());

const npmScript = (script: string, environment: Record<string, string> = {}) =>
  run(process.execPath, [script], {
    cwd: root,
    env: { ...process.env, COUNTERSIGN_HOME: system.home, ...environment },
  });

test("ready.json says where everything is, to its owner alone, and everything answers", async () => {
  const ready = system.ready();
  expect(Object.keys(ready).sort()).toEqual([
    "baseUrl",
    "databaseUrl",
    "demo",
    "lambdaUrl",
    "mailboxUrl",
    "operatorToken",
    "pid",
  ]);
  expect(Object.keys(ready.demo).sort()).toEqual(["apiKey", "sandboxUrl", "tenantId"]);
  expect((await stat(join(system.home, "ready.json"))).mode & 0o777).toBe(0o600);
  for (const url of [
    `${ready.baseUrl}/livez`,
    `${ready.baseUrl}/readyz`,
    `${ready.baseUrl}/docs`,
    `${ready.baseUrl}/openapi.json`,
    `${ready.baseUrl}/metrics`,
    `${ready.baseUrl}/.well-known/jwks.json`,
    `${ready.mailboxUrl}/messages`,
    `${ready.mailboxUrl}/`,
    `${ready.demo.sandboxUrl}/ledger`,
  ]) {
    expect({ url, status: (await call(url)).status }).toEqual({ url, status: 200 });
  }
  const own = await call<{ id: string }>(`${ready.baseUrl}/v1/tenant`, { bearer: ready.demo.apiKey });
  expect(own.body.id).toBe(ready.demo.tenantId);
});

test("a second start in the same home is refused and leaves the first alone", async () => {
  const second = await npmScript("infra/local/start.ts", { PORT: "0" }).catch(
    (failure: { code: number; stderr: string }) => failure,
  );
  expect(second).toMatchObject({ code: 78 });
  expect(second.stderr).toContain("is running in");
  expect((await call(`${system.ready().baseUrl}/livez`)).status).toBe(200);
});

test("the demo takes four real orders to their ends, and the audit log of it verifies", async () => {
  const { stdout } = await npmScript("infra/local/demo/main.ts");
  expect(stdout.split("\n").filter((line) => /^\S*✓/.test(line))).toHaveLength(4);
  const verified = await npmScript("services/audit/main.ts");
  expect(verified.stdout).toContain("Nothing was changed");
});

test("Ctrl-C stops everything, and ready.json goes", async () => {
  expect(await system.interrupt()).toBe(0);
  expect(existsSync(join(system.home, "ready.json"))).toBe(false);
});
