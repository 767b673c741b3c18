import { afterAll, beforeAll, expect, test } from "vitest";
import { openApi, operatorToken, type TestApi } from "../support/api.ts";
import { call } from "../support/client.ts";
import { type FurnishedTenant, furnishTenant, orderPayload } from "../support/furnished-tenant.ts";

const atOnce = 20;

let api: TestApi;
let tenant: FurnishedTenant;
beforeAll(async () => {
  api = await openApi();
  tenant = await furnishTenant(api.url, "Acme");
});
afterAll(() => api.close());

type Call = {
  readonly method?: string;
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
};

/** Sends twenty calls at the same moment and answers how many got which status. */
const race = async (make: (index: number) => Call): Promise<Record<number, number>> => {
  const answers = await Promise.all(
    Array.from({ length: atOnce }, (_, index) => {
      const { method = "POST", path, ...rest } = make(index);
      const bearer = path.startsWith("/admin/") ? operatorToken : tenant.key;
      return call(`${api.url}${path}`, { method, bearer, ...rest });
    }),
  );
  const statuses = Object.groupBy(answers, ({ status }) => status);
  return Object.fromEntries(Object.entries(statuses).map(([status, all = []]) => [status, all.length]));
};

test("of equal names, addresses and external ids that come at once, one is made and the rest are conflicts", async () => {
  const { member } = tenant.ids;
  const rules = [{ name: "all", autoApprove: true }];
  const request = { kind: "order", title: "Order", requester: { memberId: member }, payload: orderPayload() };
  for (const one of [
    { path: "/v1/members", body: { email: "twin@acme.example", name: "Twin" } },
    { path: "/v1/groups", body: { name: "twins", memberIds: [member] } },
    { path: "/v1/policies", body: { kind: "order", name: "twins", rules } },
    { path: "/v1/approval-requests", body: { ...request, externalId: "twin" } },
  ]) {
    expect({ path: one.path, ...(await race(() => one)) }).toEqual({
      path: one.path,
      201: 1,
      409: atOnce - 1,
    });
  }
});

test("versions that are added at once are numbered one after the other", async () => {
  const path = `/v1/policies/${tenant.ids.policy}`;
  const rules = [{ name: "all", autoApprove: true }];
  const before = await versionsOf(path);
  expect(await race(() => ({ path: `${path}/versions`, body: { rules } }))).toEqual({ 201: atOnce });
  const after = await versionsOf(path);
  expect(after.map(({ version }) => version).toSorted((one, other) => one - other)).toEqual(
    Array.from({ length: before.length + atOnce }, (_, index) => index + 1),
  );
  expect(await race((index) => ({ path: `${path}/publish`, body: { version: index + 2 } }))).toEqual({
    200: atOnce,
  });
  expect((await versionsOf(path)).filter(({ status }) => status === "published")).toHaveLength(1);
});

const versionsOf = async (path: string) => {
  type Policy = { readonly versions: readonly { readonly version: number; readonly status: string }[] };
  return (await call<Policy>(`${api.url}${path}`, { bearer: tenant.key })).body.versions;
};

test("a request that is withdrawn and canceled at once is closed once", async () => {
  const path = `/v1/approval-requests/${tenant.ids.request}`;
  const verbs = ["withdraw", "cancel"];
  expect(await race((index) => ({ path: `${path}/${verbs[index % 2]}`, body: {} }))).toEqual({
    200: 1,
    409: atOnce - 1,
  });
});

test("what is already so may be asked for any number of times at once", async () => {
  for (const one of [
    { path: `/v1/api-keys/${tenant.ids.apiKey}/revoke` },
    { path: `/v1/integrations/${tenant.ids.integration}`, method: "DELETE" },
  ]) {
    expect({ path: one.path, ...(await race(() => one)) }).toEqual({ path: one.path, 200: atOnce });
  }
});

test("of changes that are based on one revision, the first is made and the rest are told", async () => {
  const path = `/v1/members/${tenant.ids.member}`;
  const { headers } = await call(`${api.url}${path}`, { bearer: tenant.key });
  const based = { "if-match": headers.get("etag") ?? "" };
  expect(
    await race((index) => ({ path, method: "PATCH", body: { name: `Ann ${index}` }, headers: based })),
  ).toEqual({ 200: 1, 412: atOnce - 1 });
});

test("changes that are based on no revision are all made, one after the other", async () => {
  const path = `/v1/members/${tenant.ids.member}`;
  type Member = { readonly revision: number };
  const read = async () => (await call<Member>(`${api.url}${path}`, { bearer: tenant.key })).body.revision;
  const before = await read();
  expect(await race((index) => ({ path, method: "PATCH", body: { name: `Bo ${index}` } }))).toEqual({
    200: atOnce,
  });
  expect(await read()).toBe(before + atOnce);
});

test("calls under one key of the operator's make one tenant, and other calls under it are refused", async () => {
  const headers = { "idempotency-key": "at-once" };
  const path = "/admin/v1/tenants";
  expect(await race(() => ({ path, body: { name: "Once" }, headers }))).toEqual({ 201: atOnce });
  const other = { "idempotency-key": "at-once-too" };
  expect(await race((index) => ({ path, body: { name: `Other ${index}` }, headers: other }))).toEqual({
    201: 1,
    422: atOnce - 1,
  });
});
