import postgres from "postgres";
import { afterAll, beforeAll, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "../../../infra/local/sandbox/index.ts";
import { openDatabase, type TestDatabase } from "../../support/postgres/database.ts";
import { createTenant, eur, resultOf } from "./tenant.ts";

let database: TestDatabase;
let sql: postgres.Sql;
let sandbox: Sandbox;
const lines = [{ sku: "A", quantity: 3 }];
const rules = (list: unknown[]) =>
  fetch(`${sandbox.url}/switches`, { method: "PUT", body: JSON.stringify({ rules: list }) });

beforeAll(async () => {
  database = await openDatabase();
  const databaseUrl = database.adminUrl;
  sql = postgres(databaseUrl, { max: 1 });
  const both = await Promise.all([startSandbox({ databaseUrl }), startSandbox({ databaseUrl })]);
  await both[1].close();
  sandbox = both[0];
});
afterAll(async () => {
  await sandbox.close();
  await sql.end();
  await database.drop();
});

it("refuses a wrong signature and keeps a row about it", async () => {
  const tenant = await createTenant(sandbox.url);
  const call = { type: "payment.authorize", input: { orderNumber: "N-1", amount: eur("10.00") } };
  expect((await tenant.post(call, "whsec_AAAAAAAAAAAAAAAAAAAAAAAA")).status).toBe(401);
  expect(await sql`select 1 from local_sandbox.refusals where tenant_id = ${tenant.tenantId}`).toHaveLength(
    1,
  );
  await tenant.put(`/tenants/${tenant.tenantId}/secret`, { secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAA" });
  expect((await tenant.post(call, "whsec_AAAAAAAAAAAAAAAAAAAAAAAA")).status).toBe(200);
  expect((await tenant.post(call)).status).toBe(200);
});

it("refuses another tenant's tasks at the address of one, whoever signed them", async () => {
  const tenant = await createTenant(sandbox.url);
  const other = await createTenant(sandbox.url);
  const authorize = { type: "payment.authorize", input: { orderNumber: "N-1", amount: eur("10.00") } };
  const call = { ...authorize, key: "tsk_astray", path: `/tenants/${tenant.tenantId}/tasks` };
  expect((await tenant.post(call)).status).toBe(200);
  expect((await other.post(call)).status).toBe(403);
  expect((await other.ledger()).data).toEqual([]);
  const { data } = (await (await fetch(`${sandbox.url}/refusals`)).json()) as { data: unknown[] };
  expect(data[0]).toEqual({
    tenantId: other.tenantId,
    taskId: "tsk_astray",
    reason: "These are the systems of another tenant.",
  });
});

it("fails the same calls again under the same seed, and others under another", async () => {
  const failed = async (seed: string): Promise<readonly number[]> => {
    const seeded = await startSandbox({ databaseUrl: database.adminUrl, seed });
    const tenant = await createTenant(seeded.url);
    await rules([{ type: "stock.reserve", behavior: "fail", probability: 0.5 }]);
    const reserve = (attempt: number) =>
      tenant.post({ type: "stock.reserve", input: { orderNumber: "N-1", lines }, attempt });
    const replies = await Promise.all(Array.from({ length: 30 }, (_, index) => reserve(index)));
    await seeded.close();
    return replies.flatMap(({ status }, index) => (status === 200 ? [] : [index]));
  };
  const first = await failed("a");
  expect(await failed("a")).toEqual(first);
  expect(await failed("b")).not.toEqual(first);
  await rules([]);
});

it("does a task once when twenty come at the same moment", async () => {
  const tenant = await createTenant(sandbox.url);
  const call = {
    key: "tsk_same",
    type: "payment.authorize",
    input: { orderNumber: "N-1", amount: eur("10.00") },
  };
  const replies = await Promise.all(Array.from({ length: 20 }, () => tenant.post(call)));
  expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
  expect((await tenant.ledger()).data).toHaveLength(1);
  const other = { ...call, input: { orderNumber: "N-2", amount: eur("10.00") } };
  expect((await tenant.post(other)).status).toBe(422);
});

it("does and undoes every type of task, and counts it", async () => {
  const tenant = await createTenant(sandbox.url);
  await tenant.put(`/tenants/${tenant.tenantId}/stock/A`, { quantity: 4 });
  const reserve = { type: "stock.reserve", input: { orderNumber: "N-1", lines } };
  await tenant.post({ ...reserve, key: "t1" });
  expect((await tenant.post(reserve)).body).toMatchObject({
    outcome: "declined",
    reasonCode: "out_of_stock",
  });
  expect((await tenant.post({ type: "stock.release", input: { reserveTaskId: "t1" } })).body["outcome"]).toBe(
    "completed",
  );
  expect((await tenant.post(reserve)).body["outcome"]).toBe("completed");
  const authorize = { type: "payment.authorize", input: { orderNumber: "N-1", amount: eur("99.90") } };
  const { authorizationId } = resultOf(await tenant.post({ ...authorize, key: "t2" }));
  const capture = { type: "payment.capture", input: { authorizationId, amount: eur("99.91") } };
  expect((await tenant.post(capture)).body["outcome"]).toBe("declined");
  const { captureId } = resultOf(
    await tenant.post({
      type: "payment.capture",
      key: "t3",
      input: { authorizationId, amount: eur("99.9") },
    }),
  );
  expect(
    (await tenant.post({ type: "payment.void", input: { authorizeTaskId: "t2" } })).body["reasonCode"],
  ).toBe("already_captured");
  const refund = { type: "payment.refund", input: { captureId, captureTaskId: "t3", amount: eur("99.90") } };
  expect(resultOf(await tenant.post(refund))["refundId"]).toMatch(/^rfd_/);
  expect((await tenant.post(refund)).body["reasonCode"]).toBe("already_refunded");
  await tenant.post({ ...authorize, key: "t4" });
  expect(
    (await tenant.post({ type: "payment.void", input: { authorizeTaskId: "t4" } })).body["outcome"],
  ).toBe("completed");
  const shipTo = { name: "Ada", city: "Berlin", region: null };
  expect(
    resultOf(await tenant.post({ type: "shipping.create", input: { orderNumber: "N-1", shipTo, lines } }))[
      "shipmentId"
    ],
  ).toMatch(/^shp_/);
  const { data } = await tenant.balance();
  expect(data).toContainEqual({ type: "payment.authorize", count: 2, sums: [eur("199.80")] });
  expect(data).toContainEqual({ type: "stock.reserve", count: 2, sums: [] });
  const first = await tenant.ledger("&limit=2");
  const rest = await tenant.ledger(`&after=${String(first.nextCursor)}`);
  expect(first.data.length + rest.data.length).toBe(9);
  await expect(sql`delete from local_sandbox.ledger`).rejects.toThrow("append-only");
});

it("declines the card of an order that ends so", async () => {
  const tenant = await createTenant(sandbox.url);
  const reply = await tenant.post({
    type: "payment.authorize",
    input: { orderNumber: "N-1-DECLINE", amount: eur("1") },
  });
  expect(reply.body).toMatchObject({ outcome: "declined", reasonCode: "card_declined" });
});

it("has nothing to undo of a task that never came, and declines it when it comes late", async () => {
  const tenant = await createTenant(sandbox.url);
  const calls = [
    ["stock.release", { reserveTaskId: "a" }, "a", "stock.reserve", { orderNumber: "N", lines }],
    [
      "payment.void",
      { authorizeTaskId: "b" },
      "b",
      "payment.authorize",
      { orderNumber: "N", amount: eur("1") },
    ],
    [
      "payment.refund",
      { captureTaskId: "c", amount: eur("1") },
      "c",
      "payment.capture",
      { authorizationId: "x", amount: eur("1") },
    ],
  ] as const;
  for (const [undo, named, key, type, input] of calls) {
    expect((await tenant.post({ type: undo, input: named })).body).toEqual({
      outcome: "completed",
      result: { nothingToUndo: true },
    });
    expect((await tenant.post({ type, input, key })).body["reasonCode"]).toBe("canceled");
  }
  expect((await tenant.ledger()).data).toEqual([]);
});

it("fails twice and then works, with or without the effect done before", async () => {
  for (const afterEffect of [false, true]) {
    const tenant = await createTenant(sandbox.url);
    await rules([{ type: "payment.authorize", orderNumber: "N-9", behavior: "fail", times: 2, afterEffect }]);
    const call = { key: "k", type: "payment.authorize", input: { orderNumber: "N-9", amount: eur("5") } };
    const counts: number[] = [];
    const statuses: number[] = [];
    for (let attempt = 0; attempt < 3; attempt += 1) {
      statuses.push((await tenant.post(call)).status);
      counts.push((await tenant.ledger()).data.length);
    }
    expect(statuses).toEqual([500, 500, 200]);
    expect(counts).toEqual(afterEffect ? [1, 1, 1] : [0, 0, 1]);
  }
});

it("accepts for later, declines and hangs when told to", async () => {
  const tenant = await createTenant(sandbox.url);
  const call = { type: "stock.reserve", input: { orderNumber: "N", lines } };
  await rules([
    { type: "*", behavior: "accept-later", times: 1 },
    { type: "*", behavior: "decline", times: 1, reasonCode: "nope" },
    { type: "*", behavior: "timeout" },
  ]);
  expect((await tenant.post(call)).status).toBe(202);
  expect((await tenant.post(call)).body["reasonCode"]).toBe("nope");
  await expect(tenant.post({ ...call, signal: AbortSignal.timeout(300) })).rejects.toThrow();
  await rules([]);
  expect((await tenant.post(call)).status).toBe(200);
});

it("answers bad input with 4xx and a message", async () => {
  const tenant = await createTenant(sandbox.url);
  const statusOf = async (path: string, init: RequestInit) => {
    const answer = await fetch(`${sandbox.url}${path}`, init);
    expect(await answer.json()).toHaveProperty("message");
    return answer.status;
  };
  expect(await statusOf("/tasks", { method: "POST", body: "{" })).toBe(400);
  expect(await statusOf("/tasks", { method: "POST", body: "x".repeat(1024 * 1024 + 1) })).toBe(413);
  expect(await statusOf("/switches", { method: "PUT", body: '{"rules":[{"type":"x"}]}' })).toBe(400);
  expect(await statusOf("/ledger?limit=1001", {})).toBe(400);
  expect(await statusOf("/ledger?tenantId=%00", {})).toBe(400);
  expect(await statusOf("/tenants/t/stock/%00", { method: "PUT", body: '{"quantity":1}' })).toBe(400);
  expect(await statusOf("/nowhere", {})).toBe(404);
  expect((await tenant.post({ type: "stock.fly", input: {} })).status).toBe(400);
  expect(
    (await tenant.post({ type: "stock.reserve", input: { orderNumber: "a\u0000", lines } })).status,
  ).toBe(400);
  expect(await (await fetch(sandbox.url)).text()).toContain("Ledger");
});
