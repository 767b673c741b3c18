import { afterAll, beforeAll, expect, test } from "vitest";
import { openApi, type TestApi } from "../support/api.ts";
import { call } from "../support/client.ts";
import { type FurnishedTenant, furnishTenant, orderPayload } from "../support/furnished-tenant.ts";

type Settings = { readonly kind: string; readonly settings: Record<string, unknown> };
type Problem = { readonly code: string; readonly errors?: readonly { readonly pointer: string }[] };

let api: TestApi;
let tenant: FurnishedTenant;
let other: FurnishedTenant;
beforeAll(async () => {
  api = await openApi();
  tenant = await furnishTenant(api.url, "Northwind");
  other = await furnishTenant(api.url, "Initech");
});
afterAll(() => api.close());

const at = (kind: string) => `${api.url}/v1/kinds/${kind}/settings`;
const read = (of: FurnishedTenant, kind = "order") => call<Settings & Problem>(at(kind), { bearer: of.key });
const patch = (
  of: FurnishedTenant,
  body: unknown,
  { kind = "order", ifMatch }: { kind?: string; ifMatch?: string } = {},
) =>
  call<Settings & Problem>(at(kind), {
    method: "PATCH",
    bearer: of.key,
    body,
    ...(ifMatch === undefined ? {} : { headers: { "if-match": ifMatch } }),
  });

const pointersOf = ({ errors = [] }: Problem): readonly string[] => errors.map(({ pointer }) => pointer);

test("settings are read with their defaults, changed by If-Match, and are each tenant's own", async () => {
  const first = await read(tenant);
  expect([first.status, first.body.settings]).toEqual([
    200,
    { priceMaxAgeDays: 30, refuseDuplicates: false },
  ]);
  const ifMatch = first.headers.get("etag") ?? "";
  const changed = await patch(tenant, { priceMaxAgeDays: 60 }, { ifMatch });
  expect([changed.status, changed.body.settings]).toEqual([
    200,
    { priceMaxAgeDays: 60, refuseDuplicates: false },
  ]);
  expect(changed.headers.get("etag")).not.toBe(ifMatch);
  expect(await patch(tenant, { priceMaxAgeDays: 90 }, { ifMatch })).toMatchObject({
    status: 412,
    body: { code: "revision.mismatch" },
  });
  expect((await read(tenant)).body.settings).toMatchObject({ priceMaxAgeDays: 60 });
  expect((await read(other)).body.settings).toMatchObject({ priceMaxAgeDays: 30 });
});

test.each([
  ["an unknown field", { priceMaxAge: 1 }, "/priceMaxAge"],
  ["a value out of bounds", { priceMaxAgeDays: 3_651 }, "/priceMaxAgeDays"],
])("%s is named by its pointer", async (_what, body, pointer) => {
  const { status, body: problem } = await patch(other, body);
  expect([status, problem.code, pointersOf(problem)]).toEqual([422, "body.invalid", [pointer]]);
});

test("an unknown kind is not there, for reading and for changing", async () => {
  expect([
    (await read(tenant, "holiday")).status,
    (await patch(tenant, {}, { kind: "holiday" })).status,
  ]).toEqual([404, 404]);
});

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

const ask = (of: FurnishedTenant, change: object) =>
  call<Problem>(`${api.url}/v1/approval-requests`, {
    method: "POST",
    bearer: of.key,
    body: {
      kind: "order",
      title: "Order 2",
      requester: { memberId: of.ids.member },
      payload: { ...orderPayload(), orderNumber: "PO-2", ...change },
    },
  });

test("prices that are too old are refused by name, until the tenant allows them", async () => {
  const dated = { orderNumber: "PO-3", pricesAsOf: daysAgo(40) };
  const refused = await ask(other, dated);
  expect([refused.status, refused.body.code, pointersOf(refused.body)]).toEqual([
    422,
    "body.invalid",
    ["/payload/pricesAsOf"],
  ]);
  await patch(other, { priceMaxAgeDays: 60 });
  expect((await ask(other, dated)).status).toBe(201);
});

test("an order number that was used before is refused where the tenant wants it so", async () => {
  expect([(await ask(other, {})).status, (await ask(other, {})).status]).toEqual([201, 201]);
  await patch(other, { refuseDuplicates: true });
  const refused = await ask(other, {});
  expect([refused.status, pointersOf(refused.body)]).toEqual([422, ["/payload/orderNumber"]]);
});
