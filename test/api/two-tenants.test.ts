import { afterAll, beforeAll, expect, test } from "vitest";
import { openApi, type TestApi } from "../support/api.ts";
import { call } from "../support/client.ts";
import { type FurnishedTenant, furnishTenant, newGrant, orderPayload } from "../support/furnished-tenant.ts";
import { putDocument } from "../support/hand-task.ts";
import { openSeat } from "../support/open-seat.ts";
import { openTaskOf } from "../support/open-task.ts";

let api: TestApi;
let acme: FurnishedTenant;
let other: FurnishedTenant;
let seat: string;
let task: string;
let document: string;
beforeAll(async () => {
  api = await openApi();
  acme = await furnishTenant(api.url, "Acme");
  other = await furnishTenant(api.url, "Other");
  seat = await openSeat(api, acme);
  task = await openTaskOf(api, acme);
  await openTaskOf(api, other);
  document = await putDocument(api, acme);
});
afterAll(() => api.close());

const unknown = (id: string): string => `${id.slice(0, 4)}00000000-0000-7000-8000-000000000000`;

const everything = { name: "everything", autoApprove: true };

type PathWithId = {
  readonly method: string;
  readonly path: string;
  readonly id: string;
  readonly rest?: string;
  readonly query?: string;
  readonly body?: unknown;
};

/** Every path that takes an id of the tenant's, with a body that is right but for the id. */
const pathsWithIds = (): readonly PathWithId[] => {
  const { member, group, policy, integration, request, run, apiKey, delegation, grant } = acme.ids;
  const ofRequest = (verb: string, body: unknown = {}) => ({
    method: "POST",
    path: "/v1/approval-requests/",
    id: request,
    rest: `/${verb}`,
    body,
  });
  const ofTask = (verb: string, body: unknown = {}) => ({
    method: "POST",
    path: "/v1/service-tasks/",
    id: task,
    rest: `/${verb}`,
    body,
  });
  const decision = { outcome: "approve", comment: "Mine now", actingMemberId: other.ids.member };
  return [
    { method: "GET", path: "/v1/members/", id: member },
    { method: "PATCH", path: "/v1/members/", id: member, body: { name: "Mallory" } },
    { method: "GET", path: "/v1/groups/", id: group },
    { method: "PATCH", path: "/v1/groups/", id: group, body: { name: "mine" } },
    { method: "GET", path: "/v1/policies/", id: policy },
    { method: "POST", path: "/v1/policies/", id: policy, rest: "/publish", body: { version: 1 } },
    { method: "POST", path: "/v1/policies/", id: policy, rest: "/versions", body: { rules: [everything] } },
    {
      method: "POST",
      path: "/v1/policies/",
      id: policy,
      rest: "/preview",
      body: { request: { requester: { email: "a@b.example" }, payload: orderPayload() } },
    },
    { method: "POST", path: "/v1/policies/", id: policy, rest: "/simulate", body: { version: 1 } },
    { method: "GET", path: "/v1/integrations/", id: integration },
    { method: "DELETE", path: "/v1/integrations/", id: integration },
    { method: "POST", path: "/v1/api-keys/", id: apiKey, rest: "/revoke", body: {} },
    { method: "GET", path: "/v1/approval-requests/", id: request },
    { method: "GET", path: "/v1/approval-requests/", id: request, rest: "/timeline" },
    ofRequest("remind"),
    ofRequest("escalate"),
    { method: "GET", path: "/v1/approval-requests/", id: request, rest: "/comments" },
    { method: "GET", path: "/v1/approval-requests/", id: request, rest: "/documents" },
    { method: "GET", path: "/v1/documents/", id: document },
    { method: "GET", path: "/v1/documents/", id: document, rest: "/content" },
    ofRequest("withdraw"),
    ofRequest("cancel"),
    ofRequest("resubmit"),
    ofRequest("override", decision),
    ofRequest("add-approver", { memberId: other.ids.member }),
    ofRequest("comment", { text: "Hello" }),
    {
      method: "POST",
      path: "/v1/assignments/",
      id: seat,
      rest: "/reassign",
      body: { memberId: other.ids.member },
    },
    {
      method: "POST",
      path: "/v1/assignments/",
      id: seat,
      rest: "/delegate",
      body: { memberId: other.ids.member },
    },
    { method: "GET", path: "/v1/delegations/", id: delegation },
    { method: "POST", path: "/v1/delegations/", id: delegation, rest: "/revoke", body: {} },
    { method: "GET", path: "/v1/grants/", id: grant },
    { method: "POST", path: "/v1/grants/", id: grant, rest: "/revoke", body: {} },
    ofRequest("action-token"),
    ofRequest("edit", { requestVersion: 1, payload: orderPayload() }),
    {
      method: "GET",
      path: "/v1/approval-requests/",
      id: request,
      rest: "/why",
      query: `?memberId=${member}`,
    },
    { method: "GET", path: "/v1/runs/", id: run },
    { method: "GET", path: "/v1/service-tasks/", id: task },
    ofTask("complete", { result: { mine: true } }),
    ofTask("fail", { reasonCode: "mine" }),
    ofTask("heartbeat"),
    ofTask("answer", { answer: "done", actingMemberId: other.ids.member }),
  ];
};

test("every path with an id is in this sweep, but for the seats of decisions.test.ts", () => {
  const swept = pathsWithIds().map(({ method, path, rest = "" }) => `${method} ${path}:id${rest}`);
  const mounted = api.app.routes
    .filter(({ method, path }) => method !== "ALL" && path.startsWith("/v1/") && path.includes(":id"))
    .map(({ method, path }) => `${method} ${path}`)
    .filter((route) => route !== "POST /v1/assignments/:id/decision");
  expect(swept.toSorted()).toEqual([...new Set(mounted)].toSorted());
});

test("another tenant's id answers exactly as an unknown and as a malformed one", async () => {
  for (const { method, path, id, rest = "", query = "", body } of pathsWithIds()) {
    const ask = async (asked: string) => {
      const answer = await call<Record<string, unknown>>(`${api.url}${path}${asked}${rest}${query}`, {
        method,
        bearer: other.key,
        ...(body === undefined ? {} : { body }),
      });
      return { status: answer.status, body: { ...answer.body, instance: "" } };
    };
    const answers = [await ask(id), await ask(unknown(id)), await ask("not-an-id")];
    expect(answers, `${method} ${path}`).toEqual([answers[1], answers[1], answers[1]]);
    expect(answers[0]?.status, `${method} ${path}`).toBe(404);
  }
});

test("another tenant's ids in a body or a filter name nothing", async () => {
  const request = { kind: "order", title: "Order", payload: orderPayload() };
  const bodies = [
    {
      path: "/v1/approval-requests",
      body: { ...request, requester: { memberId: acme.ids.member } },
      pointer: "/requester/memberId",
    },
    {
      path: "/v1/approval-requests",
      body: { ...request, requester: { memberId: other.ids.member }, policyId: acme.ids.policy },
      pointer: "/policyId",
    },
    {
      path: "/v1/members",
      body: { email: "m@x.example", name: "M", managerId: acme.ids.member },
      pointer: "/managerId",
    },
    { path: "/v1/groups", body: { name: "g", memberIds: [acme.ids.member] }, pointer: "/memberIds/0" },
    {
      path: "/v1/policies",
      body: {
        kind: "order",
        name: "Stolen",
        rules: [
          { name: "r", stages: [{ name: "s", approvers: [{ group: acme.ids.group }], quorum: "any" }] },
        ],
      },
      pointer: "/rules/0/stages/0/approvers/0/group",
    },
  ];
  const integrations = (["member", "group"] as const).map((form) => ({
    path: "/v1/integrations",
    body: { tasks: ["payment.*"], performer: { [form]: acme.ids[form] } },
    pointer: `/performer/${form}`,
  }));
  const times = { startsAt: "2040-01-01T00:00:00Z", endsAt: "2040-02-01T00:00:00Z" };
  const delegations = [
    { principalId: acme.ids.member, delegateId: other.ids.member, pointer: "/principalId" },
    { principalId: other.ids.member, delegateId: acme.ids.member, pointer: "/delegateId" },
  ].map(({ pointer, ...people }) => ({ path: "/v1/delegations", body: { ...people, ...times }, pointer }));
  const comment = {
    path: `/v1/approval-requests/${other.ids.request}/comment`,
    body: { text: "Hello", memberId: acme.ids.member },
    pointer: "/memberId",
  };
  const grant = { path: "/v1/grants", body: newGrant(acme.ids.member), pointer: "/actingMemberId" };
  for (const { path, body, pointer } of [...bodies, ...integrations, ...delegations, comment, grant]) {
    const answer = await call<{ errors: { pointer: string }[] }>(`${api.url}${path}`, {
      method: "POST",
      bearer: other.key,
      body,
    });
    expect({
      path,
      status: answer.status,
      pointers: answer.body.errors.map((error) => error.pointer),
    }).toEqual({
      path,
      status: 422,
      pointers: [pointer],
    });
  }
  for (const path of [
    `/v1/approval-requests?requester=${acme.ids.member}`,
    `/v1/approval-requests?approver=${acme.ids.member}`,
    `/v1/assignments?approver=${acme.ids.member}`,
    `/v1/audit-events?target=${acme.ids.member}`,
    `/v1/assignments?requestId=${acme.ids.request}`,
    `/v1/runs?requestId=${acme.ids.request}`,
    `/v1/service-tasks?requestId=${acme.ids.request}`,
    `/v1/delegations?principal=${acme.ids.member}`,
    `/v1/delegations?delegate=${acme.ids.member}`,
    `/v1/audit-events?requestId=${acme.ids.request}`,
    "/v1/members?email=nobody@acme.example",
  ]) {
    const answer = await call<{ data: unknown[] }>(`${api.url}${path}`, { bearer: other.key });
    expect({ path, data: answer.body.data }).toEqual({ path, data: [] });
  }
});

test("every list shows a tenant its own rows alone", async () => {
  for (const path of [
    "/v1/members",
    "/v1/groups",
    "/v1/policies",
    "/v1/integrations",
    "/v1/api-keys",
    "/v1/approval-requests",
    "/v1/runs",
    "/v1/service-tasks",
    "/v1/delegations",
    "/v1/grants",
  ]) {
    const mine = await call<{ data: { id: string }[] }>(`${api.url}${path}`, { bearer: other.key });
    const theirs = await call<{ data: { id: string }[] }>(`${api.url}${path}`, { bearer: acme.key });
    const ids = new Set(theirs.body.data.map(({ id }) => id));
    expect(mine.body.data.length, path).toBeGreaterThan(0);
    expect(
      mine.body.data.filter(({ id }) => ids.has(id)),
      path,
    ).toEqual([]);
  }
});
