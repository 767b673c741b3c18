import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Context } from "../../../services/context.ts";
import {
  createPolicy,
  createPolicyVersion,
  publishPolicy,
  simulatePolicy,
} from "../../../services/policies/index.ts";
import { createRequest } from "../../../services/requests/index.ts";
import { routeRequest } from "../../../services/requests/route.ts";
import { readOrders } from "../../support/orders.ts";
import { askForOrder, type PreparedTenant, prepareTenant } from "../../support/pending-order.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { auditedBy, expectRefusal, openTenant } from "../../support/tenant.ts";

let opened: TestRuntime;
let ctx: Context;
let people: PreparedTenant;
beforeAll(async () => {
  opened = await openRuntime();
});
beforeEach(async () => {
  ctx = await openTenant(opened.runtime);
  people = await prepareTenant(ctx);
});
afterAll(() => opened.close());

const manager = { name: "manager", approvers: [{ manager: 1 }], quorum: "any" };
const upTo = (amount: string): unknown[] => [
  { name: "small", autoApprove: true, upTo: { amount, currency: "USD" } },
  {
    name: "rest",
    stages: [manager, { ...manager, name: "control", approvers: [{ member: people.controllerId }] }],
  },
];

/** Orders of the data, oldest first; answers their totals. */
const askFor = async (count: number): Promise<readonly number[]> => {
  const orders = readOrders(count);
  for (const { requestedBy: _, ...payload } of orders) {
    await createRequest(ctx, {
      kind: "order",
      title: payload.orderNumber,
      requester: { memberId: people.requesterId },
      payload,
    });
  }
  return orders.map(({ total }) => Math.round(Number(total.amount) * 100));
};
const inDollars = (cents: readonly number[]): string =>
  (cents.reduce((sum, one) => sum + one, 0) / 100).toFixed(2);

it("says what a draft would have made of the last requests, with counts and money, and writes nothing", async () => {
  const totals = await askFor(8);
  const { id } = await createPolicy(ctx, { kind: "order", name: "Draft", rules: upTo("500") });
  const free = totals.filter((cents) => cents <= 50_000);
  const staged = totals.filter((cents) => cents > 50_000);
  expect(free.length * staged.length).toBeGreaterThan(0);
  const audited = await auditedBy(ctx, async () => {
    const simulation = await simulatePolicy(ctx, { policyId: id, version: 1, last: 200 });
    expect(simulation).toMatchObject({
      policyId: id,
      version: 1,
      requests: 8,
      different: 8,
      before: {
        autoApproved: { requests: 0, amounts: [] },
        staged: { requests: 8, amounts: [{ amount: inDollars(totals), currency: "USD" }] },
        refused: { requests: 0, amounts: [] },
        decisions: 8,
      },
      after: {
        autoApproved: { requests: free.length, amounts: [{ amount: inDollars(free), currency: "USD" }] },
        staged: { requests: staged.length, amounts: [{ amount: inDollars(staged), currency: "USD" }] },
        decisions: 2 * staged.length,
      },
    });
    expect(simulation.differences[0]).toMatchObject({
      before: {
        outcome: "staged",
        rule: "all",
        policyVersion: 1,
        stages: [{ memberIds: [people.managerId] }],
      },
    });
  });
  expect(audited).toEqual([]);
});

it("compares each request with the version that it was routed by, whatever is in force by now", async () => {
  await askFor(1);
  const { id } = await createPolicy(ctx, { kind: "order", name: "Next", rules: upTo("0") });
  await publishPolicy(ctx, { policyId: id, version: 1 });
  await askFor(1);
  const { differences } = await simulatePolicy(ctx, { policyId: id, version: 1, last: 200 });
  expect(differences.map(({ before }) => before.rule)).toEqual(["all"]);
  const newest = await simulatePolicy(ctx, { policyId: id, version: 1, last: 1 });
  expect(newest).toMatchObject({ requests: 1, different: 0, differences: [] });
});

it("gives each request the history that its requester had by then, of all pages", async () => {
  await askFor(53);
  const rules = [
    {
      name: "first",
      when: "history.requestsLast30Days < 2",
      autoApprove: true,
      upTo: { amount: "99999", currency: "USD" },
    },
    { name: "rest", stages: [manager] },
  ];
  const { id } = await createPolicy(ctx, { kind: "order", name: "Draft", rules });
  const simulation = await simulatePolicy(ctx, { policyId: id, version: 1, last: 1000 });
  expect(simulation).toMatchObject({ requests: 53, different: 2, after: { autoApproved: { requests: 2 } } });
});

it("is of the same mind as routing: a request is no part of its own history", async () => {
  const first = { name: "first", when: "history.requestsLast30Days < 1", autoApprove: true };
  const rules = [first, { name: "rest", stages: [manager] }];
  const { id } = await createPolicy(ctx, { kind: "order", name: "Draft", rules });
  await publishPolicy(ctx, { policyId: id, version: 1 });
  const one = await askForOrder(ctx, people);
  const two = await askForOrder(ctx, people);
  expect(await routeRequest(ctx, one.id)).toEqual({ outcome: "approved" });
  expect(await routeRequest(ctx, two.id)).toMatchObject({ outcome: "staged" });
  const { after } = await simulatePolicy(ctx, { policyId: id, version: 1, last: 200 });
  expect(after).toMatchObject({ autoApproved: { requests: 1 }, staged: { requests: 1 } });
});

it("asks about what was found of each request by now, and what stands for nothing where it was not", async () => {
  const { order } = ctx.kinds;
  if (order === undefined) throw new Error("there are no orders");
  const scored: Context = { ...ctx, kinds: { order: { ...order, noFindings: { riskScore: 0 } } } };
  for (const findings of [{ riskScore: 72 }, {}])
    await askForOrder({ ...ctx, kinds: { order: { ...order, findingsOf: () => findings } } }, people);
  const rules = [
    { name: "risky", when: "findings.riskScore >= 60", stages: [manager] },
    { name: "free", autoApprove: true },
  ];
  const { id } = await createPolicy(scored, { kind: "order", name: "By risk", rules });
  const { after } = await simulatePolicy(scored, { policyId: id, version: 1, last: 200 });
  expect(after).toMatchObject({ autoApproved: { requests: 1 }, staged: { requests: 1 } });
});

it("counts what a draft would reject by itself, with its reason", async () => {
  const totals = await askFor(3);
  const autoReject = { reasonCode: "closed", comment: "The books are closed." };
  const { id } = await createPolicy(ctx, {
    kind: "order",
    name: "Draft",
    rules: [{ name: "none", autoReject }],
  });
  const { differences, after } = await simulatePolicy(ctx, { policyId: id, version: 1, last: 200 });
  expect(after).toMatchObject({
    rejected: { requests: 3, amounts: [{ amount: inDollars(totals), currency: "USD" }] },
    refused: { requests: 0 },
    decisions: 0,
  });
  expect(differences[0]).toMatchObject({
    after: { outcome: "auto_rejected", rule: "none", message: "closed (The books are closed.)" },
  });
});

it("knows nothing of another tenant, and no version that is not there", async () => {
  await askFor(1);
  const { id } = await createPolicy(ctx, { kind: "order", name: "Draft", rules: upTo("500") });
  await createPolicyVersion(ctx, { policyId: id, rules: upTo("600") });
  const missing = () => simulatePolicy(ctx, { policyId: id, version: 3, last: 1 });
  await expectRefusal(ctx, missing, { code: "reference.unknown", pointers: ["/version"] });
  const other = await openTenant(opened.runtime);
  const foreign = () => simulatePolicy(other, { policyId: id, version: 1, last: 1 });
  await expectRefusal(other, foreign, { code: "resource.not_found" });
  const own = await createPolicy(other, {
    kind: "order",
    name: "Own",
    rules: [{ name: "all", autoApprove: true }],
  });
  expect(await simulatePolicy(other, { policyId: own.id, version: 1, last: 9 })).toMatchObject({
    requests: 0,
  });
});
