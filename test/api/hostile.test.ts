import { connect } from "node:net";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { openApi, operatorToken, type TestApi } from "../support/api.ts";
import { call } from "../support/client.ts";
import { type FurnishedTenant, furnishTenant } from "../support/furnished-tenant.ts";

type Problem = { readonly code: string; readonly errors?: readonly { readonly pointer: string }[] };
type Parameter = { readonly in: string; readonly name: string };
type Paths = Record<string, Record<string, { readonly parameters?: readonly Parameter[] }>>;

let api: TestApi;
let tenant: FurnishedTenant;
beforeAll(async () => {
  api = await openApi();
  tenant = await furnishTenant(api.url, "Acme");
});
afterAll(() => api.close());

/** What the metrics say of answers that would be our fault. */
const serverErrors = async (): Promise<string[]> => {
  const text = await (await fetch(`${api.url}/metrics`)).text();
  return text.split("\n").filter((line) => /_requests_total\{.*status="5/.test(line));
};
afterEach(async () => {
  expect(await serverErrors()).toEqual([]);
});

const bearerFor = (path: string): string => (path.startsWith("/admin/") ? operatorToken : tenant.key);
const ask = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
  const answer = await call<Problem>(`${api.url}${path}`, {
    method,
    bearer: bearerFor(path),
    headers,
    ...(body === undefined ? {} : { body }),
  });
  const pointers = answer.body.errors?.map(({ pointer }) => pointer);
  return { status: answer.status, code: answer.body.code, ...(pointers === undefined ? {} : { pointers }) };
};

test("NUL in any parameter of any list is refused with the parameter's name", async () => {
  const { body } = await call<{ paths: Paths }>(`${api.url}/openapi.json`);
  const parameters = Object.entries(body.paths).flatMap(([path, { get }]) =>
    (get?.parameters ?? []).flatMap((parameter) =>
      parameter.in === "query" ? [{ path, name: parameter.name }] : [],
    ),
  );
  expect(parameters.length).toBeGreaterThan(25);
  for (const { path, name } of parameters) {
    expect({ path, ...(await ask("GET", `${path}?${name}=%00`)) }).toEqual({
      path,
      status: 422,
      code: "query.invalid",
      pointers: [`?${name}`],
    });
  }
});

test("a parameter that an operation does not have is refused, even where it has none", async () => {
  const { body } = await call<{ paths: Paths }>(`${api.url}/openapi.json`);
  for (const [path, methods] of Object.entries(body.paths)) {
    for (const method of Object.keys(methods)) {
      const url = `${path.replace("{tenantId}", tenant.tenantId).replace("{id}", tenant.ids.member)}?surprise=1`;
      const { pointers } = await ask(method.toUpperCase(), url);
      expect({ method, url, pointers }).toEqual({ method, url, pointers: ["?surprise"] });
    }
  }
});

test("every address names the methods it takes to one that it does not take", async () => {
  const methodsOf = new Map<string, string[]>();
  for (const { method, path } of api.app.routes.filter((route) => route.method !== "ALL")) {
    methodsOf.set(path, [...(methodsOf.get(path) ?? []), method]);
  }
  expect(methodsOf.size).toBeGreaterThan(35);
  for (const [path, methods] of methodsOf) {
    const url = path.replaceAll(/:\w+/g, "x");
    const { status, headers } = await call(`${api.url}${url}`, { method: "PUT", bearer: bearerFor(path) });
    const allowed = headers.get("allow")?.split(", ") ?? [];
    expect({ path, status, allowed }).toEqual({
      path,
      status: 405,
      allowed: expect.arrayContaining(methods),
    });
  }
});

test("a limit is digits and nothing else that is a number to JavaScript", async () => {
  for (const limit of ["0x10", "1e1", "%2010", "+1", "1.0", "", "00000", "Infinity"]) {
    expect({ limit, ...(await ask("GET", `/v1/members?limit=${limit}`)) }).toMatchObject({
      limit,
      pointers: ["?limit"],
    });
  }
});

test("names that every JavaScript object has are no files of the documentation", async () => {
  for (const name of ["constructor", "__proto__", "toString", "..%2fpackage.json", "%00"]) {
    expect({ name, ...(await ask("GET", `/docs/${name}`)) }).toMatchObject({ name, status: 404 });
  }
});

test("a time that no date of ours can hold, or that has passed, is refused", async () => {
  for (const expiresAt of [
    "2020-01-01T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "0001-01-01T00:00:00+14:00",
    "9999-12-31T23:59:59-23:59",
    "2026-02-30T00:00:00Z",
  ]) {
    expect({ expiresAt, ...(await ask("POST", "/v1/api-keys", { expiresAt })) }).toEqual({
      expiresAt,
      status: 422,
      code: "body.invalid",
      pointers: ["/expiresAt"],
    });
  }
});

/** Sends bytes as they are and hangs up after a moment. */
const sendRaw = (text: string): Promise<void> =>
  new Promise((resolve) => {
    const socket = connect(Number(new URL(api.url).port), "127.0.0.1", () => socket.write(text));
    socket.on("error", () => {});
    socket.on("close", () => resolve());
    setTimeout(() => socket.destroy(), 100);
  });

test("a body that breaks off is the client's fault, not the database's", async () => {
  const head = `POST /v1/members HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${tenant.key}\r\nContent-Type: application/json\r\n`;
  await sendRaw(`${head}Content-Length: 100\r\n\r\n{"email":`);
  await sendRaw(`${head}Transfer-Encoding: chunked\r\n\r\n5\r\n{"ema\r\nzz\r\n`);
  expect(await serverErrors()).toEqual([]);
});

test("the key that a tenant was made under never makes another, however old it is", async () => {
  const headers = { "idempotency-key": "made-long-ago" };
  const create = () =>
    call<{ id: string }>(`${api.url}/admin/v1/tenants`, {
      method: "POST",
      bearer: operatorToken,
      body: { name: "Old" },
      headers,
    });
  const first = await create();
  const client = postgres(api.database.adminUrl, { max: 1 });
  await client`update idempotency_keys set created_at = created_at - interval '3 years'`;
  await client.end();
  const second = await create();
  expect([second.status, second.body]).toEqual([201, first.body]);
});
