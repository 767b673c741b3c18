import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openApi, type TestApi } from "../support/api.ts";
import { call } from "../support/client.ts";
import { type FurnishedTenant, furnishTenant } from "../support/furnished-tenant.ts";
import { openTaskOf } from "../support/open-task.ts";

type Task = {
  readonly id: string;
  readonly status: string;
  readonly performedBy: string;
  readonly result: unknown;
  readonly reasonCode: string | null;
  readonly dueAt: string;
  readonly byHand: { readonly answers: readonly { readonly name: string }[] };
};
type Answer = Task & {
  readonly code: string;
  readonly errors?: readonly { readonly pointer: string }[];
  readonly task: Partial<Task>;
};

let api: TestApi;
let tenant: FurnishedTenant;
beforeAll(async () => {
  api = await openApi();
  tenant = await furnishTenant(api.url, "Acme");
});
afterAll(() => api.close());

let steps = 0;
let id: string;
beforeEach(async () => {
  steps += 1;
  id = await openTaskOf(api, tenant, `step-${steps}`);
});

const send = (verb: string, body: unknown, headers: Record<string, string> = {}, bearer = tenant.key) =>
  call<Answer>(`${api.url}/v1/service-tasks/${id}/${verb}`, { method: "POST", bearer, body, headers });
const read = async () => (await call<Task>(`${api.url}/v1/service-tasks/${id}`, { bearer: tenant.key })).body;

test("a task is completed once; the same again answers the same, and another result what was recorded", async () => {
  const first = await send("complete", { result: { authorizationId: "a1" }, comment: "by our batch" });
  expect([first.status, first.body.status, first.body.result]).toEqual([
    200,
    "completed",
    { authorizationId: "a1" },
  ]);
  const again = await send("complete", { result: { authorizationId: "a1" } });
  expect([again.status, again.body]).toEqual([200, first.body]);
  const other = await send("complete", { result: { authorizationId: "a2" } });
  expect([other.status, other.body.code]).toEqual([409, "service_task.answered_otherwise"]);
  expect(other.body.task).toMatchObject({ id, status: "completed", result: { authorizationId: "a1" } });
});

test("under a key a completion is carried out once and answered twice alike", async () => {
  const headers = { "idempotency-key": `complete-${steps}` };
  const first = await send("complete", { result: { n: 1 } }, headers);
  const second = await send("complete", { result: { n: 1 } }, headers);
  expect(second.body).toEqual(first.body);
  expect(second.headers.get("idempotency-replayed")).toBe("true");
  const other = await send("complete", { result: { n: 2 } }, headers);
  expect([other.status, other.body.code]).toEqual([422, "idempotency_key.reused"]);
});

test("a task is failed, or declined, with a reason", async () => {
  const failed = await send("fail", { reasonCode: "no_stock" });
  expect([failed.status, failed.body.status, failed.body.reasonCode]).toEqual([200, "failed", "no_stock"]);
  const declined = await send("fail", { outcome: "declined", reasonCode: "no_stock" });
  expect([declined.status, declined.body.code]).toEqual([409, "service_task.answered_otherwise"]);
  const late = await send("heartbeat", {});
  expect([late.status, late.body.code]).toEqual([409, "service_task.not_open"]);
});

test("a heartbeat without a body keeps the task for a day", async () => {
  const { status, body } = await call<Task>(`${api.url}/v1/service-tasks/${id}/heartbeat`, {
    method: "POST",
    bearer: tenant.key,
  });
  expect(status).toBe(200);
  expect(Date.parse(body.dueAt) - Date.now()).toBeGreaterThan(86_000_000);
});

test("the form's answers are given over the API, and what does not fit is refused with its pointer", async () => {
  expect((await read()).byHand.answers.map(({ name }) => name)).toEqual(["done", "cannotBeDone"]);
  for (const [body, pointer] of [
    [{ answer: "perhaps" }, "/answer"],
    [{ answer: "done", fields: { a: 1 } }, "/fields/a"],
    [{ answer: "cannotBeDone" }, "/comment"],
  ] as const) {
    const refused = await send("answer", body);
    expect([refused.status, refused.body.errors?.map((error) => error.pointer)]).toEqual([422, [pointer]]);
  }
  const stranger = await send("answer", { answer: "done", actingMemberId: tenant.ids.member });
  expect([stranger.status, stranger.body.code]).toEqual([403, "actor.not_allowed"]);
  const answered = await send("answer", { answer: "done" });
  expect([answered.status, answered.body.result]).toEqual([200, { answer: "done", byHand: true }]);
});

test("a result over 64 KiB is refused, and one with infinity in it is kept without", async () => {
  const large = await send("complete", { result: { text: "x".repeat(65_536) } });
  expect([large.status, large.body.errors?.map(({ pointer }) => pointer)]).toEqual([422, ["/result"]]);
  const infinite = await send("complete", '{"result":{"n":1e999}}');
  expect([infinite.status, infinite.body.result]).toEqual([200, { n: null }]);
});

test("reading and answering need scopes of their own", async () => {
  const { key } = await tenant.post<{ key: string }>("/v1/api-keys", { scopes: ["tasks:read"] });
  const read = await call(`${api.url}/v1/service-tasks`, { bearer: key });
  const write = await send("complete", {}, {}, key);
  expect([read.status, write.status, write.body.code]).toEqual([200, 403, "scope.missing"]);
});

test("of twenty different answers at once one is taken, and the others are told which", async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => send("complete", { result: { index } })),
  );
  const taken = answers.filter(({ status }) => status === 200);
  const refused = answers.filter(({ status }) => status === 409);
  expect([taken.length, refused.length]).toEqual([1, 19]);
  expect(
    refused.every(({ body }) => JSON.stringify(body.task.result) === JSON.stringify(taken[0]?.body.result)),
  ).toBe(true);
});
