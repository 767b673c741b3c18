import { afterAll, beforeAll, expect, test } from "vitest";
import { operatorToken } from "../../support/api.ts";
import { call } from "../../support/client.ts";
import { type MailedApi, openMailedApi, openMailedSeat } from "../../support/mailed-api.ts";

let api: MailedApi;
beforeAll(async () => {
  api = await openMailedApi();
});
afterAll(() => api.close());

test("mails come under the tenant's name, and answers go where the tenant says", async () => {
  const { tenant, requestId } = await openMailedSeat(api, {});
  const invitation = api.outside.mails.at(-1);
  expect(invitation).toMatchObject({ replyTo: null });
  expect(invitation?.from).toContain("Northwind Traders");
  const changed = await call(`${api.url}/admin/v1/tenants/${tenant.tenantId}`, {
    method: "PATCH",
    bearer: operatorToken,
    body: { replyTo: "approvals@northwind.example" },
  });
  expect(changed).toMatchObject({ status: 200, body: { replyTo: "approvals@northwind.example" } });
  await tenant.post(`/v1/approval-requests/${requestId}/withdraw`, {});
  const [told] = await api.deliver();
  expect(told).toMatchObject({ replyTo: "approvals@northwind.example" });
});
