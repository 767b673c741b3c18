import { afterAll, beforeAll, expect, test } from "vitest";
import { openApi, operatorToken, type TestApi } from "../support/api.ts";
import { call } from "../support/client.ts";
import { type FurnishedTenant, furnishTenant, newGrant, orderPayload } from "../support/furnished-tenant.ts";
import { openSeat } from "../support/open-seat.ts";
import { openTaskOf } from "../support/open-task.ts";
import { seededRandom } from "../support/random.ts";

type Call = { readonly method: string; readonly path: string; readonly body: unknown };
type Problem = { readonly code: string; readonly errors?: readonly { readonly pointer: string }[] };

const callsMax = Number(process.env["MUTATIONS"] ?? 400);

let api: TestApi;
let tenant: FurnishedTenant;
let assignmentId: string;
let stageId: string;
let boss: string;
let taskId: string;
beforeAll(async () => {
  api = await openApi();
  tenant = await furnishTenant(api.url, "Acme");
  assignmentId = await openSeat(api, tenant);
  taskId = await openTaskOf(api, tenant);
  const seat = await call<{ data: { stageId: string; memberId: string }[] }>(
    `${api.url}/v1/assignments?status=open`,
    { bearer: tenant.key },
  );
  stageId = seat.body.data[0]?.stageId ?? "";
  boss = seat.body.data[0]?.memberId ?? "";
});
afterAll(() => api.close());

const unknownId = "00000000-0000-7000-8000-000000000000";
const conditions = ["1/0 == 1", "payload.lines[99].sku == 'x'", "amount > 1", "(((", "history.count > 1"];

/** What has broken software before. */
const nasty: readonly unknown[] = [
  null,
  true,
  0,
  -1,
  1.5,
  1e308,
  -1e-308,
  Number.MAX_VALUE,
  "",
  " ",
  "\u202e",
  "\u0007",
  "\ud83d\ude00".repeat(300),
  "x".repeat(10_000),
  "constructor",
  "%00",
  "' or 1=1 --",
  "2026-02-30",
  "0000-01-01",
  "9999-12-31T23:59:59-23:59",
  "P1Y2M",
  "PT0.000001S",
  "-P1D",
  "0.005",
  "999999999999999.999",
  "-0.00",
  "1e5",
  "ZZZ",
  "JPY",
  "Etc/GMT+14",
  "en-u-ca-buddhist",
  "https://[::1]:99999/",
  "http://xn--/",
  "javascript:0",
  "a@b",
  "a@[127.0.0.1]",
  "tenant:read",
  `mem_${unknownId}`,
  `grp_${unknownId}`,
  `pol_${unknownId}`,
  "any",
  "approve",
  "return",
  ...conditions,
  [],
  {},
  [[]],
  { "": null },
  { "a/b~c": 1 },
  { constructor: {} },
  Array.from({ length: 1_000 }, () => 1),
];

const callsOf = (round: number): Call[] => {
  const { member, group, policy, request } = tenant.ids;
  const stage = { name: "s", approvers: [{ member }, { group }], quorum: { count: 1 }, deadline: "P2D" };
  const rules = [
    { name: "r", when: "amount > 1.0", stages: [stage] },
    { name: "else", autoApprove: true },
  ];
  const person = {
    email: `p${round}@acme.example`,
    name: "P",
    managerId: member,
    timeZone: "Europe/Rome",
    locale: "it",
    approvalLimit: { amount: "10.00", currency: "EUR" },
    attributes: { department: "finance" },
  };
  const key = { name: "k", scopes: ["tenant:read"], expiresAt: "2030-01-01T00:00:00Z" };
  const asked = {
    kind: "order",
    title: "Order",
    requester: { memberId: member },
    payload: orderPayload(),
    externalId: `e${round}`,
    policyId: policy,
  };
  const decision = {
    outcome: "approve",
    comment: "c",
    reasonCode: "r",
    requestVersion: 1,
    actingMemberId: member,
  };
  const { actingMemberId, ...ofSeat } = decision;
  const closing = { comment: "c", actingMemberId };
  const taking = { ...closing, memberId: member };
  const override = { ...closing, outcome: "approve" };
  const resubmission = { ...closing, title: "Order", payload: orderPayload() };
  const action = {
    tool: "payments.refund",
    arguments: { paymentId: "pay_1", amount: { amount: "4.90", currency: "EUR" }, notify: ["a@b.example"] },
    reason: "r",
    effect: "e",
    risk: "high",
    cost: { amount: "4.90", currency: "EUR" },
    reversible: false,
    expiresAt: "2040-01-05T12:00:00Z",
  };
  const delegation = {
    principalId: boss,
    delegateId: member,
    kinds: ["order"],
    amountLimit: { amount: "10.00", currency: "EUR" },
    startsAt: "2030-01-01T00:00:00Z",
    endsAt: "2030-02-01T00:00:00Z",
    reason: "leave",
  };
  return [
    { method: "POST", path: "/v1/members", body: person },
    { method: "PATCH", path: `/v1/members/${member}`, body: { ...person, status: "active" } },
    { method: "POST", path: "/v1/groups", body: { name: `g${round}`, memberIds: [member] } },
    { method: "PATCH", path: `/v1/groups/${group}`, body: { name: "finance", memberIds: [member] } },
    { method: "POST", path: "/v1/policies", body: { kind: "order", name: `p${round}`, rules } },
    { method: "POST", path: `/v1/policies/${policy}/versions`, body: { rules } },
    { method: "POST", path: `/v1/policies/${policy}/publish`, body: { version: 1 } },
    {
      method: "POST",
      path: `/v1/policies/${policy}/preview`,
      body: { version: 1, request: { title: "t", requester: asked.requester, payload: asked.payload } },
    },
    { method: "POST", path: `/v1/policies/${policy}/simulate`, body: { version: 1, last: 3 } },
    {
      method: "POST",
      path: "/v1/integrations",
      body: {
        tasks: ["payment.*"],
        url: "https://acme.example/t",
        performer: round % 2 === 0 ? { group } : { attribute: { department: "finance" } },
        timeoutSeconds: 5,
        retry: { attempts: 3, firstDelaySeconds: 1.5, maxDelaySeconds: 60 },
      },
    },
    { method: "POST", path: `/v1/service-tasks/${taskId}/heartbeat`, body: { extendSeconds: 600 } },
    {
      method: "POST",
      path: `/v1/service-tasks/${taskId}/answer`,
      body: { answer: "done", fields: { a: 1 }, comment: "c", actingMemberId: member },
    },
    {
      method: "POST",
      path: `/v1/service-tasks/${taskId}/complete`,
      body: { result: { a: [{ b: "c" }] }, comment: "c" },
    },
    {
      method: "POST",
      path: `/v1/service-tasks/${taskId}/fail`,
      body: { outcome: "declined", reasonCode: "r", message: "m" },
    },
    { method: "POST", path: "/v1/approval-requests", body: asked },
    {
      method: "POST",
      path: "/v1/approval-requests",
      body: { ...asked, requester: { email: "a@b.example", name: "A" } },
    },
    { method: "POST", path: `/v1/approval-requests/${request}/remind`, body: closing },
    { method: "POST", path: `/v1/approval-requests/${request}/escalate`, body: closing },
    { method: "POST", path: `/v1/approval-requests/${request}/withdraw`, body: closing },
    {
      method: "POST",
      path: `/v1/approval-requests/${request}/comment`,
      body: { text: "t", memberId: member },
    },
    { method: "POST", path: `/v1/approval-requests/${request}/add-approver`, body: { ...taking, stageId } },
    { method: "POST", path: `/v1/approval-requests/${request}/resubmit`, body: resubmission },
    { method: "POST", path: `/v1/approval-requests/${request}/override`, body: override },
    { method: "POST", path: `/v1/assignments/${assignmentId}/decision`, body: decision },
    { method: "POST", path: `/v1/assignments/${assignmentId}/reassign`, body: taking },
    { method: "POST", path: `/v1/assignments/${assignmentId}/delegate`, body: taking },
    { method: "POST", path: "/v1/decisions", body: { decisions: [{ ...ofSeat, assignmentId }] } },
    { method: "POST", path: "/v1/delegations", body: delegation },
    { method: "POST", path: "/v1/grants", body: newGrant(member) },
    {
      method: "POST",
      path: "/v1/action-tokens/redeem",
      body: { token: "cat_none", tool: "crm.archive", arguments: { id: "c-1", deep: { list: [1, null] } } },
    },
    {
      method: "POST",
      path: "/v1/approval-requests",
      body: { ...asked, kind: "agent-action", payload: action },
    },
    {
      method: "POST",
      path: `/v1/approval-requests/${request}/edit`,
      body: { ...resubmission, requestVersion: 1 },
    },
    { method: "POST", path: "/v1/api-keys", body: key },
    { method: "POST", path: "/admin/v1/tenants", body: { name: "t" } },
    { method: "PATCH", path: `/admin/v1/tenants/${tenant.tenantId}`, body: { name: "t" } },
    { method: "POST", path: `/admin/v1/tenants/${tenant.tenantId}/api-keys`, body: key },
  ];
};

type Holder = { readonly holder: Record<string, unknown>; readonly name: string };

/** Every place in a body that a value can be put at. */
const placesIn = (value: unknown): Holder[] => {
  if (typeof value !== "object" || value === null) {
    return [];
  }
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((name) => [{ holder, name }, ...placesIn(holder[name])]);
};

/** True when the pointer names a place in the body, or one that is missing from something in it. */
const leadsInto = (body: unknown, pointer: string): boolean => {
  const steps = pointer.split("/").slice(1, -1);
  let at: unknown = body;
  for (const step of steps) {
    at = (at as Record<string, unknown> | undefined)?.[step.replaceAll("~1", "/").replaceAll("~0", "~")];
  }
  return pointer === "" || (typeof at === "object" && at !== null);
};

test("a valid call with nasty values in it is carried out or refused with pointers, and never our fault", async () => {
  const random = seededRandom();
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  for (let round = 0; round < callsMax; round += 1) {
    const chosen = pick(callsOf(round));
    const body = structuredClone(chosen?.body);
    const place = pick(placesIn(body));
    if (chosen === undefined || place === undefined) {
      continue;
    }
    place.holder[place.name] = pick(nasty);
    const answer = await call<Problem>(`${api.url}${chosen.path}`, {
      method: chosen.method,
      bearer: chosen.path.startsWith("/admin/") ? operatorToken : tenant.key,
      body,
    });
    const sent = `${chosen.method} ${chosen.path} ${JSON.stringify(body).slice(0, 2_000)}`;
    expect(answer.status, sent).toBeLessThan(500);
    if (answer.status >= 400) {
      expect(answer.headers.get("content-type"), sent).toBe("application/problem+json");
      const astray = (answer.body.errors ?? []).filter(({ pointer }) => !leadsInto(body, pointer));
      expect(astray, sent).toEqual([]);
    }
    if (answer.body.code === "body.invalid") {
      expect(answer.body.errors?.length, sent).toBeGreaterThan(0);
    }
  }
});
