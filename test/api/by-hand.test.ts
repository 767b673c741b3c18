import { afterAll, beforeAll, expect, test } from "vitest";
import { openApi, type TestApi } from "../support/api.ts";
import { call } from "../support/client.ts";
import { type FurnishedTenant, furnishTenant } from "../support/furnished-tenant.ts";
import { openSeat } from "../support/open-seat.ts";

let api: TestApi;
let tenant: FurnishedTenant;
beforeAll(async () => {
  api = await openApi();
  tenant = await furnishTenant(api.url, "Acme");
  await openSeat(api, tenant);
});
afterAll(() => api.close());

const post = (verb: string, body: Record<string, unknown> = {}, headers = {}) =>
  call<{ code: string; id: string }>(`${api.url}/v1/approval-requests/${tenant.ids.request}/${verb}`, {
    method: "POST",
    bearer: tenant.key,
    body,
    headers,
  });

test("a reminder by hand is carried out once under its key, and refused within the hour", async () => {
  const headers = { "idempotency-key": "remind-1" };
  const first = await post("remind", { comment: "please" }, headers);
  expect([first.status, first.body.id]).toEqual([200, tenant.ids.request]);
  expect((await post("remind", { comment: "please" }, headers)).status).toBe(200);
  const again = await post("remind");
  expect([again.status, again.body.code]).toEqual([409, "stage.reminded_recently"]);
});

test("where the policy names nobody to escalate to, escalating is refused", async () => {
  const { status, body } = await post("escalate");
  expect([status, body.code]).toEqual([409, "stage.no_escalation"]);
});
