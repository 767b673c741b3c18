import { afterAll, beforeAll, expect, test } from "vitest";
import type { Id } from "../../../db/schema/columns.ts";
import { issueActionToken, redeemActionToken } from "../../../services/agent-actions/index.ts";
import type { Context } from "../../../services/context.ts";
import { createDelegation } from "../../../services/delegations/index.ts";
import { createGrant, getGrant, listGrants, revokeGrant } from "../../../services/grants/index.ts";
import { createMember } from "../../../services/members/index.ts";
import { createPolicy, publishPolicy } from "../../../services/policies/index.ts";
import {
  cancelRequest,
  createRequest,
  getRequest,
  overrideRequest,
  withdrawRequest,
} from "../../../services/requests/index.ts";
import { routeRequest } from "../../../services/requests/route.ts";
import { completeTask } from "../../../services/service-tasks/index.ts";
import { requestTask } from "../../../services/service-tasks/request.ts";
import { agentActionTasks } from "../../../workflows/agent-action/tasks.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { openTenant } from "../../support/tenant.ts";

const dayMilliseconds = 86_400_000;
const action = { tool: "crm.archive", arguments: { list: "news", ids: ["c-1"] } };
const agentEmail = "Agent@acme.example";

let opened: TestRuntime;
let ctx: Context;
let admin: Id<"member">;
let ann: Id<"member">;
let robot: Id<"member">;
beforeAll(async () => {
  opened = await openRuntime();
  ctx = await openTenant(opened.runtime, "Acme");
  const person = async (name: string, more: object = {}) =>
    (await createMember(ctx, { email: `${name}@acme.example`, name, ...more })).id;
  admin = await person("admin", { roles: ["tenant_admin"] });
  ann = await person("ann");
  robot = await person("robot", { roles: ["tenant_admin"], attributes: { agent: true } });
  const stage = { name: "people", approvers: [{ member: ann }, { member: robot }], quorum: "any" };
  const policy = await createPolicy(ctx, {
    kind: "agent-action",
    name: "Agents",
    rules: [
      { name: "reading", when: 'payload.risk == "read_only"', autoApprove: true },
      { name: "all", stages: [stage] },
    ],
  });
  expect(policy.findings.map(({ pointer }) => pointer)).toContain("/rules/1/stages/0/onDeadline");
  await publishPolicy(ctx, { policyId: policy.id, version: 1 });
});
afterAll(() => opened.close());

const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => "ok",
    (error: { readonly code?: string }) => error.code ?? "broken",
  );

const ask = async (change: object = {}) => {
  const payload = { ...action, reason: "r", effect: "e", risk: "low", reversible: true, ...change };
  const requester = { email: agentEmail.toLowerCase() };
  return createRequest(ctx, { kind: "agent-action", title: "Archive", requester, payload });
};

const grant = (change: Partial<Parameters<typeof createGrant>[1]> = {}) =>
  createGrant(ctx, {
    agentEmail,
    tool: "mail.send",
    argumentsPattern: { to: { oneOf: ["a@b.example"] } },
    usesMax: 5,
    endsAt: new Date(Date.now() + dayMilliseconds).toISOString(),
    reason: "Weekly mail",
    actingMemberId: admin,
    ...change,
  });
const covered = { tool: "mail.send", arguments: { to: "a@b.example" } };

/** An approved request whose run waits for its agent. */
const approved = async (change: object = {}) => {
  const { id, run } = await ask({ risk: "read_only", ...change });
  expect(await routeRequest(ctx, id)).toEqual({ outcome: "approved" });
  await requestTask(ctx, {
    runId: run?.id as Id<"run">,
    step: "carry-out-action",
    callbackId: "callback-of-a-test",
    waitSeconds: 900,
    definition: agentActionTasks["carry-out-action"],
  });
  return id;
};

test("twenty requests at once use a grant of five uses five times", async () => {
  const { id } = await grant();
  const requests = await Promise.all(Array.from({ length: 20 }, () => ask(covered)));
  const routed = await Promise.all(requests.map((request) => routeRequest(ctx, request.id)));
  expect(routed.filter(({ outcome }) => outcome === "approved")).toHaveLength(5);
  expect(await getGrant(ctx, id)).toMatchObject({ uses: 5 });
  const found = await Promise.all(requests.map((request) => getRequest(ctx, request.id)));
  const named = found.filter(({ findings }) => findings["grantId"] === id);
  expect(named.every(({ status }) => status === "approved")).toBe(true);
  expect(named).toHaveLength(5);
});

test("routing a request again uses no more of its grant", async () => {
  const { id } = await grant({ tool: "mail.again" });
  const request = await ask({ ...covered, tool: "mail.again" });
  await routeRequest(ctx, request.id);
  await routeRequest(ctx, request.id);
  expect(await getGrant(ctx, id)).toMatchObject({ uses: 1 });
});

test("a revoked grant, one for others and one for other arguments approve nothing", async () => {
  const { id } = await grant({ tool: "mail.revoked" });
  await revokeGrant(ctx, id);
  expect(await revokeGrant(ctx, id)).toMatchObject({ id });
  await grant({ tool: "mail.others", agentEmail: "other@acme.example" });
  await grant({ tool: "mail.arguments", argumentsPattern: { to: "c@d.example" } });
  for (const tool of ["mail.revoked", "mail.others", "mail.arguments"]) {
    const request = await ask({ ...covered, tool });
    expect(await routeRequest(ctx, request.id)).toMatchObject({ outcome: "staged" });
  }
  const active = await listGrants(ctx, { limit: 50, cursor: null, active: true });
  expect(active.data.map((one) => one.id)).not.toContain(id);
});

test("only a tenant admin who is no agent gives a grant, and for at most ninety days", async () => {
  expect(await refusal(grant({ actingMemberId: ann }))).toBe("actor.not_allowed");
  expect(await refusal(grant({ actingMemberId: robot }))).toBe("actor.not_allowed");
  expect(await refusal(grant({ agentEmail: "ADMIN@acme.example" }))).toBe("actor.not_allowed");
  for (const days of [-1, 91]) {
    const endsAt = new Date(Date.now() + days * dayMilliseconds).toISOString();
    expect(await refusal(grant({ endsAt }))).toBe("body.invalid");
  }
});

test("an agent among the approvers gets no seat", async () => {
  const request = await ask();
  await routeRequest(ctx, request.id);
  const { stages } = await getRequest(ctx, request.id);
  expect(stages[0]?.assignments.map(({ memberId }) => memberId)).toEqual([ann]);
});

test("an agent neither delegates nor is delegated to, cancels nothing and overrides nothing", async () => {
  const times = {
    startsAt: new Date().toISOString(),
    endsAt: new Date(Date.now() + dayMilliseconds).toISOString(),
  };
  const delegate = (principalId: Id<"member">, delegateId: Id<"member">) =>
    refusal(createDelegation(ctx, { principalId, delegateId, ...times }));
  expect([await delegate(robot, ann), await delegate(ann, robot)]).toEqual([
    "actor.not_allowed",
    "actor.not_allowed",
  ]);
  const { id } = await ask();
  await routeRequest(ctx, id);
  expect(await refusal(cancelRequest(ctx, { id, actingMemberId: robot }))).toBe("actor.not_allowed");
  const override = { id, outcome: "approve", comment: "Go on", actingMemberId: robot } as const;
  expect(await refusal(overrideRequest(ctx, override))).toBe("actor.not_allowed");
});

test("a token is redeemed once, however many try at the same moment", async () => {
  const id = await approved();
  const { token } = await issueActionToken(ctx, id);
  expect(await refusal(issueActionToken(ctx, id))).toBe("action_token.issued");
  const tries = Array.from({ length: 10 }, () => refusal(redeemActionToken(ctx, { token, ...action })));
  const outcomes = (await Promise.all(tries)).toSorted();
  expect(outcomes).toEqual([...Array.from({ length: 9 }, () => "action_token.used"), "ok"]);
  expect((await getRequest(ctx, id)).run?.tasks).toMatchObject([{ status: "completed" }]);
});

test("anything but what was approved is refused and leaves the token as it is", async () => {
  const { token } = await issueActionToken(ctx, await approved());
  const others = [
    { ...action, tool: "crm.delete" },
    { ...action, arguments: { ...action.arguments, ids: ["c-1", "c-2"] } },
    { ...action, arguments: { ...action.arguments, force: true } },
  ];
  for (const other of others) {
    expect(await refusal(redeemActionToken(ctx, { token, ...other }))).toBe("action_token.mismatch");
  }
  const reordered = { ids: ["c-1"], list: "news" };
  expect(await refusal(redeemActionToken(ctx, { token, ...action, arguments: reordered }))).toBe("ok");
});

test("a token of another tenant is none, and one of a request that was taken back is void", async () => {
  const id = await approved();
  const { token } = await issueActionToken(ctx, id);
  const stranger = await openTenant(opened.runtime, "Other");
  expect(await refusal(redeemActionToken(stranger, { token, ...action }))).toBe("action_token.unknown");
  await withdrawRequest(ctx, { id });
  expect(await refusal(redeemActionToken(ctx, { token, ...action }))).toBe("action_token.void");
});

test("what is not approved has no token, and nobody says for an agent that it acted", async () => {
  const pending = await ask();
  await routeRequest(ctx, pending.id);
  expect(await refusal(issueActionToken(ctx, pending.id))).toBe("action_token.unavailable");
  const [task] = (await getRequest(ctx, await approved())).run?.tasks ?? [];
  expect(await refusal(completeTask(ctx, { id: task?.id as Id<"serviceTask"> }))).toBe(
    "service_task.not_open",
  );
});
