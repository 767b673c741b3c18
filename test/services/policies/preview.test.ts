import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Context } from "../../../services/context.ts";
import {
  createPolicy,
  createPolicyVersion,
  type Policy,
  previewPolicy,
  publishPolicy,
} from "../../../services/policies/index.ts";
import { listRequests } from "../../../services/requests/index.ts";
import { orderPayload } from "../../support/furnished-tenant.ts";
import { type PreparedTenant, prepareTenant } from "../../support/pending-order.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { auditedBy, expectRefusal, openTenant } from "../../support/tenant.ts";

let opened: TestRuntime;
let ctx: Context;
let people: PreparedTenant;
let policy: Policy;
beforeAll(async () => {
  opened = await openRuntime();
});
beforeEach(async () => {
  ctx = await openTenant(opened.runtime);
  people = await prepareTenant(ctx);
  policy = await createPolicy(ctx, { kind: "order", name: "Draft", rules: draft() });
});
afterAll(() => opened.close());

const draft = (): unknown[] => [
  { name: "tiny", autoApprove: true, upTo: { amount: "0.01", currency: "USD" } },
  {
    name: "gifts",
    when: "amount < 0.0",
    stages: [{ name: "any", approvers: [{ manager: 1 }], quorum: "any" }],
  },
  {
    name: "rest",
    stages: [
      { name: "line", approvers: [{ manager: 1 }, { manager: 2 }], quorum: "any", deadline: "P2D" },
      {
        name: "control",
        approvers: [{ member: people.controllerId }, { member: people.requesterId }],
        quorum: "any",
        parallelWith: "line",
      },
    ],
  },
];
const request = (
  requester: { memberId: PreparedTenant["requesterId"] } | { email: string } = {
    memberId: people.requesterId,
  },
) => ({
  requester,
  payload: orderPayload(),
});

it("says who would be asked, in which order and why, and who cannot be", async () => {
  const preview = await previewPolicy(ctx, { policyId: policy.id, request: request() });
  expect(preview).toMatchObject({
    policyId: policy.id,
    version: 1,
    outcome: "staged",
    rule: "rest",
    message: 'The rule "rest" matches: "line", "control".',
    passedOver: [
      { rule: "tiny", why: "the amount is more than it may approve by itself" },
      { rule: "gifts", why: "its condition is not true of this request" },
    ],
    stages: [
      {
        position: 1,
        name: "line",
        approvalsNeeded: 1,
        deadlineSeconds: 172_800,
        seats: [{ memberId: people.managerId, memberName: "Boss", why: "is the requester's manager" }],
        missing: ["Boss has no manager (level 2)"],
      },
      {
        position: 1,
        name: "control",
        seats: [{ memberId: people.controllerId, memberName: "Carol", why: "is named by the rule" }],
        missing: ["Ann is the requester"],
      },
    ],
  });
});

it("tells what would be refused as an outcome, with the way to mend it", async () => {
  const stranger = await previewPolicy(ctx, {
    policyId: policy.id,
    request: request({ email: "a@b.example" }),
  });
  expect(stranger).toMatchObject({
    outcome: "no_approver",
    rule: "rest",
    message: expect.stringContaining("the requester is not a member and has no manager"),
    stages: [],
  });
});

it("tells which stages are left out, and names the one whose condition fails", async () => {
  const line = { name: "line", approvers: [{ manager: 1 }], quorum: "any" };
  const preview = async (when: string) => {
    const rules = [{ name: "all", stages: [line, { ...line, name: "more", when }] }];
    await createPolicyVersion(ctx, { policyId: policy.id, rules });
    return previewPolicy(ctx, { policyId: policy.id, request: request() });
  };
  expect(await preview("amount < 0.0")).toMatchObject({
    outcome: "staged",
    stages: [{ name: "line" }],
    leftOut: [{ stage: "more", why: "is not asked because its condition is not true" }],
  });
  expect(await preview("payload.speed > 1")).toMatchObject({
    outcome: "condition_failed",
    rule: "all",
    message: expect.stringContaining('the stage "more" of the rule "all"'),
    leftOut: [],
  });
});

it("says that the policy would reject by itself, and why", async () => {
  const autoReject = { reasonCode: "closed" };
  await createPolicyVersion(ctx, { policyId: policy.id, rules: [{ name: "none", autoReject }] });
  expect(await previewPolicy(ctx, { policyId: policy.id, request: request() })).toMatchObject({
    outcome: "auto_rejected",
    rule: "none",
    message: 'The rule "none" rejects it at once: closed. Nobody is asked.',
    stages: [],
    leftOut: [],
  });
});

it("takes the version that is named, the one in force, or else the newest", async () => {
  await createPolicyVersion(ctx, { policyId: policy.id, rules: [{ name: "free", autoApprove: true }] });
  const free = await previewPolicy(ctx, { policyId: policy.id, request: request() });
  expect(free).toMatchObject({ version: 2, outcome: "auto_approved", rule: "free", stages: [] });
  const first = await previewPolicy(ctx, { policyId: policy.id, version: 1, request: request() });
  expect(first).toMatchObject({ version: 1, outcome: "staged" });
  await publishPolicy(ctx, { policyId: policy.id, version: 1 });
  const inForce = await previewPolicy(ctx, { policyId: policy.id, request: request() });
  expect(inForce).toMatchObject({ version: 1, outcome: "staged" });
});

it("asks about what the kind finds, and about given findings in its place", async () => {
  const { order } = ctx.kinds;
  if (order === undefined) throw new Error("there are no orders");
  const noFindings = { riskScore: 0, creditBand: "none" };
  const finding = { ...order, noFindings, findingsOf: () => ({ creditBand: "A" }) };
  const scored: Context = { ...ctx, kinds: { order: finding } };
  const when = 'findings.riskScore >= 60 && findings.creditBand == "A"';
  const stages = [{ name: "risk", approvers: [{ manager: 1 }], quorum: "any" }];
  const { id } = await createPolicy(scored, {
    kind: "order",
    name: "By risk",
    rules: [
      { name: "risky", when, stages },
      { name: "free", autoApprove: true },
    ],
  });
  const ruleFor = async (findings?: Record<string, unknown>) =>
    (await previewPolicy(scored, { policyId: id, request: request(), findings })).rule;
  expect(await ruleFor()).toBe("free");
  expect(await ruleFor({ riskScore: 72 })).toBe("risky");
  expect(await ruleFor({ riskScore: 72, creditBand: "B" })).toBe("free");
  await expectRefusal(scored, () => ruleFor({ "risk/score": 1 }), {
    code: "body.invalid",
    pointers: ["/findings/risk~1score"],
  });
});

it("writes nothing", async () => {
  expect(await auditedBy(ctx, () => previewPolicy(ctx, { policyId: policy.id, request: request() }))).toEqual(
    [],
  );
  expect((await listRequests(ctx, { limit: 1, cursor: null })).data).toEqual([]);
});

it("points at what is wrong with the request, and knows nobody of another tenant", async () => {
  const ask = (change: object, version?: number) => () =>
    previewPolicy(ctx, { policyId: policy.id, version, request: { ...request(), ...change } });
  const { total: _, ...incomplete } = orderPayload();
  await expectRefusal(ctx, ask({ payload: incomplete }), {
    code: "body.invalid",
    pointers: ["/request/payload/total"],
  });
  await expectRefusal(ctx, ask({}, 9), { code: "reference.unknown", pointers: ["/version"] });
  const other = await prepareTenant(await openTenant(opened.runtime));
  const foreign = { requester: { memberId: other.requesterId } };
  const pointers = ["/request/requester/memberId"];
  await expectRefusal(ctx, ask(foreign), { code: "reference.unknown", pointers });
});
