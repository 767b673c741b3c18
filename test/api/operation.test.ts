import { Hono } from "hono";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Environment } from "../../api/environment.ts";
import { accessLog } from "../../api/middleware/access-log.ts";
import { openApi, operatorToken, type TestApi } from "../support/api.ts";
import { call } from "../support/client.ts";
import { type FurnishedTenant, furnishTenant } from "../support/furnished-tenant.ts";

let api: TestApi;
let tenant: FurnishedTenant;
let other: FurnishedTenant;
beforeAll(async () => {
  api = await openApi();
  tenant = await furnishTenant(api.url, "Acme");
  other = await furnishTenant(api.url, "Other");
});
afterAll(() => api.close());

type Letter = {
  readonly id: string;
  readonly tenantId: string;
  readonly attempts: number;
  readonly code: string;
};

const admin = <Body>(method: string, path: string) =>
  call<Body>(`${api.url}/admin/v1${path}`, { method, bearer: operatorToken });

/** Gives up what waits to go out for the tenant, as ten failed attempts would. */
const giveUp = async ({ tenantId }: FurnishedTenant): Promise<void> => {
  const client = postgres(api.database.adminUrl, { max: 1 });
  await client`
    update outbox_messages set dead_at = clock_timestamp(), attempts = 10, last_error = 'away'
    where tenant_id = ${tenantId.slice("ten_".length)}`;
  await client.end();
};

test("the operator sees what was given up, and sends it again once, in its own tenant alone", async () => {
  await giveUp(tenant);
  const { body } = await admin<{ data: Letter[] }>("GET", "/dead-letters");
  expect(body.data.map(({ tenantId }) => tenantId)).toEqual([tenant.tenantId, tenant.tenantId]);
  // The other tenant's run; its delegation begins later, and is not due.
  expect(await outbox()).toEqual({ dead: 2, waiting: 1 });
  const [letter] = body.data;
  const retry = (tenantId: string) =>
    admin<Letter>("POST", `/tenants/${tenantId}/dead-letters/${letter?.id}/retry`);
  expect((await retry(other.tenantId)).status).toBe(404);
  const revived = await retry(tenant.tenantId);
  expect([revived.status, revived.body.attempts]).toEqual([200, 0]);
  const again = await retry(tenant.tenantId);
  expect([again.status, again.body.code]).toEqual([404, "resource.not_found"]);
  expect(await outbox()).toEqual({ dead: 1, waiting: 2 });
});

const outbox = async (): Promise<Record<string, number>> => {
  const text = await (await fetch(`${api.url}/metrics`)).text();
  const found = text.matchAll(/countersign_outbox_messages\{state="(\w+)"\} (\d+)/g);
  return Object.fromEntries([...found].map(([, state = "", count]) => [state, Number(count)]));
};

test("metrics name routes by their pattern: no id, no token and nothing that a client made up", async () => {
  await fetch(`${api.url}/l/a-secret-token`);
  await fetch(`${api.url}/t/a-secret-token`);
  await fetch(`${api.url}/made-up/by-a-client`);
  await call(`${api.url}/v1/members/${tenant.ids.member}`, { bearer: tenant.key });
  const text = await (await fetch(`${api.url}/metrics`)).text();
  expect(text).toContain('route="/v1/members/:id"');
  expect(text).not.toMatch(/a-secret-token|made-up|mem_/);
});

test("a link's token is not in the log, however its address is written", async () => {
  const logged: unknown[] = [];
  const write = (event: string, fields?: object): void => void logged.push({ event, ...fields });
  const app = new Hono<Environment>();
  app.use(accessLog({ info: write, warn: write, error: write }, () => {}));
  for (const path of [
    "/l/secret",
    "/%6c/secret",
    "/L/secret",
    "/l/secret/more?secret=1",
    "//l/secret",
    "/x/l/%0asecret",
    "/t/secret",
    "/%74/secret",
    "/T/secret/more?secret=1",
  ]) {
    await app.request(path);
  }
  expect(logged).toHaveLength(9);
  expect(JSON.stringify(logged)).not.toContain("secret");
});

test("every answer has the headers that keep browsers and caches in check", async () => {
  for (const [path, bearer] of [
    ["/v1/tenant", tenant.key],
    ["/v1/tenant", "none"],
    ["/nothing", ""],
    ["/livez", ""],
    ["/docs", ""],
  ] as const) {
    const { headers } = await call(`${api.url}${path}`, { bearer });
    expect(Object.fromEntries(headers), path).toMatchObject({
      "cache-control": "no-store",
      "content-security-policy": expect.stringContaining("default-src 'none'"),
      "referrer-policy": "no-referrer",
      "strict-transport-security": expect.stringContaining("max-age=31536000"),
      "x-content-type-options": "nosniff",
      "x-request-id": expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  }
});
