import { afterAll, beforeAll, expect, test } from "vitest";
import { createTenantOverApi, openApi, operatorToken, type TestApi } from "../support/api.ts";
import { call } from "../support/client.ts";

/** Everything else answers 401 without credentials. Each of these is public on purpose. */
const publicPaths = [
  "/livez", // a load balancer asks
  "/readyz", // a load balancer asks
  "/metrics", // kept from the internet by the operator's network
  "/.well-known/jwks.json", // public keys
  "/openapi.json", // the same for everybody
  "/docs", // likewise
  "/docs/start.js",
  "/docs/:asset",
  "/l/:token", // the token is the credential
  "/review", // the cookie is the credential
  "/review/style.css",
  "/review/edit", // likewise
  "/review/edit/confirm",
  "/decide",
  "/task", // likewise a cookie, of whoever does a task
  "/task/answer",
];

let api: TestApi;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

const everyRoute = () => api.app.routes.filter(({ method, path }) => method !== "ALL" && !path.includes("*"));
const handled = () => everyRoute().filter(({ path }) => !publicPaths.includes(path));

test("every route but a short list answers 401 without credentials", async () => {
  const routes = handled();
  expect(routes.length).toBeGreaterThan(35);
  for (const { method, path } of routes) {
    const { status, body } = await call<{ code: string }>(`${api.url}${path.replaceAll(/:\w+/g, "x")}`, {
      method,
    });
    expect({ method, path, status, code: body.code }).toEqual({
      method,
      path,
      status: 401,
      code: "credentials.missing",
    });
  }
});

test("a tenant's key opens nothing of the operator's, and the operator's token nothing of a tenant's", async () => {
  const { key } = await createTenantOverApi(api.url, "Acme");
  for (const { method, path } of handled()) {
    const bearer = path.startsWith("/admin/") ? key : operatorToken;
    const { status } = await call(`${api.url}${path.replaceAll(/:\w+/g, "x")}`, { method, bearer });
    expect({ method, path, status }).toEqual({ method, path, status: 401 });
  }
});

test("a route needs its scope, whatever else the key may do", async () => {
  const tenant = await createTenantOverApi(api.url, "Scoped");
  const { key } = await tenant.post<{ key: string }>("/v1/api-keys", { scopes: ["tenant:read"] });
  for (const { method, path } of handled().filter(({ path: one }) => one.startsWith("/v1/"))) {
    const { status } = await call(`${api.url}${path.replaceAll(/:\w+/g, "x")}`, { method, bearer: key });
    expect({ method, path, status }).toEqual({ method, path, status: path === "/v1/tenant" ? 200 : 403 });
  }
});

test("the keys of a suspended tenant are refused until it is resumed", async () => {
  const { tenantId, key } = await createTenantOverApi(api.url, "Late payer");
  const admin = (verb: string) =>
    call(`${api.url}/admin/v1/tenants/${tenantId}/${verb}`, { method: "POST", bearer: operatorToken });
  await admin("suspend");
  expect((await call<{ code: string }>(`${api.url}/v1/tenant`, { bearer: key })).body.code).toBe(
    "tenant.suspended",
  );
  await admin("resume");
  expect((await call(`${api.url}/v1/tenant`, { bearer: key })).status).toBe(200);
});

/** Pages for people; the rest is for programs, and described. */
const isPage = (path: string): boolean => /^\/(docs|l|review|decide|t|task)(\/|$)/.test(path);

test("the description is OpenAPI 3.1 and holds every route that is not a page", async () => {
  const { body } = await call<{ openapi: string; paths: Record<string, Record<string, unknown>> }>(
    `${api.url}/openapi.json`,
  );
  expect(body.openapi).toBe("3.1.0");
  const described = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const mounted = everyRoute()
    .filter(({ path }) => !isPage(path))
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, "{$1}")}`);
  expect(described.sort()).toEqual([...new Set(mounted)].sort());
});
