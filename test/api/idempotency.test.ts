import { afterAll, beforeAll, expect, test } from "vitest";
import { openApi, operatorToken, type TestApi } from "../support/api.ts";
import { call } from "../support/client.ts";
import { type FurnishedTenant, furnishTenant, orderPayload } from "../support/furnished-tenant.ts";

let api: TestApi;
let tenant: FurnishedTenant;
beforeAll(async () => {
  api = await openApi();
  tenant = await furnishTenant(api.url, "Acme");
});
afterAll(() => api.close());

const order = () => ({
  kind: "order",
  title: "Order 2",
  requester: { memberId: tenant.ids.member },
  payload: orderPayload(),
});

const send = <Body>(path: string, key: string, body: unknown, bearer = tenant.key) =>
  call<Body>(`${api.url}${path}`, { method: "POST", bearer, body, headers: { "idempotency-key": key } });

const countRequests = async (): Promise<number> =>
  (await call<{ data: unknown[] }>(`${api.url}/v1/approval-requests?limit=200`, { bearer: tenant.key })).body
    .data.length;

test("twenty calls with one key at the same moment make one request and get one answer", async () => {
  const before = await countRequests();
  const answers = await Promise.all(
    Array.from({ length: 20 }, () => send<{ id: string }>("/v1/approval-requests", "one-key", order())),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
  expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  expect(answers.filter(({ headers }) => headers.get("idempotency-replayed") === "true")).toHaveLength(19);
  expect(await countRequests()).toBe(before + 1);
});

test("a key that is used for another call is refused", async () => {
  await send("/v1/groups", "reused", { name: "one", memberIds: [] });
  const other = await send<{ code: string }>("/v1/groups", "reused", { name: "two", memberIds: [] });
  expect([other.status, other.body.code]).toEqual([422, "idempotency_key.reused"]);
});

test("a call that failed may be repeated with its key and then succeeds", async () => {
  const wrong = { name: "late", memberIds: ["mem_00000000-0000-7000-8000-000000000000"] };
  expect((await send("/v1/groups", "failed", wrong)).status).toBe(422);
  expect((await send("/v1/groups", "failed", { name: "late", memberIds: [] })).status).toBe(201);
});

test("a repeated call gets the secret that was told once", async () => {
  const first = await send<{ key: string }>("/v1/api-keys", "secret", { name: "once" });
  const second = await send<{ key: string }>("/v1/api-keys", "secret", { name: "once" });
  expect(second.body).toEqual(first.body);
});

test("a tenant is created once for a key of the operator's", async () => {
  const first = await send<{ id: string }>(
    "/admin/v1/tenants",
    "tenant-one",
    { name: "Twice" },
    operatorToken,
  );
  const second = await send<{ id: string }>(
    "/admin/v1/tenants",
    "tenant-one",
    { name: "Twice" },
    operatorToken,
  );
  expect(second.body).toEqual(first.body);
  expect(second.headers.get("idempotency-replayed")).toBe("true");
});

test("a key of another form is refused", async () => {
  for (const key of ["with space", "x".repeat(256)]) {
    const answer = await send<{ code: string }>("/v1/groups", key, { name: "never", memberIds: [] });
    expect([answer.status, answer.body.code]).toEqual([422, "idempotency_key.invalid"]);
  }
});
