import { afterAll, beforeAll, expect, it } from "vitest";
import { listDelegationEdges } from "../../../db/queries/delegation-edges.ts";
import { delegations } from "../../../db/schema/stages.ts";
import type { Context } from "../../../services/context.ts";
import { inTenant } from "../../../services/in-tenant.ts";
import { createPolicy, createPolicyVersion, simulatePolicy } from "../../../services/policies/index.ts";
import { askForOrder, type PreparedTenant, prepareTenant } from "../../support/pending-order.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { openTenant } from "../../support/tenant.ts";

let opened: TestRuntime;
let ours: Context;
let theirs: Context;
let them: PreparedTenant;
beforeAll(async () => {
  // A superuser steps over row-level security: whatever still holds, the statements hold by themselves.
  opened = await openRuntime({ as: "admin" });
  ours = await openTenant(opened.runtime, "Ours");
  theirs = await openTenant(opened.runtime, "Theirs");
  await askForOrder(ours, await prepareTenant(ours));
  them = await prepareTenant(theirs);
  await askForOrder(theirs, them);
  await askForOrder(theirs, them);
});
afterAll(() => opened.close());

it("simulate with the requests and the history of one tenant alone, though the addresses are the same", async () => {
  const manager = { name: "manager", approvers: [{ manager: 1 }], quorum: "any" };
  const rules = [
    { name: "first", when: "history.requestsLast30Days < 1", autoApprove: true },
    { name: "rest", stages: [manager] },
  ];
  for (const [ctx, requests] of [
    [ours, 1],
    [theirs, 2],
  ] as const) {
    const { id } = await createPolicy(ctx, { kind: "order", name: "Draft", rules });
    const simulation = await simulatePolicy(ctx, { policyId: id, version: 1, last: 200 });
    expect(simulation).toMatchObject({ requests, after: { autoApproved: { requests: 1 } } });
  }
});

it("warn of delegations of one tenant that are not over", async () => {
  const hours = (count: number) => new Date(Date.now() + count * 3_600_000);
  const { managerId, controllerId, requesterId } = them;
  const edge = (principalId: typeof managerId, delegateId: typeof managerId, change: object = {}) => ({
    tenantId: theirs.tenantId,
    id: opened.runtime.ports.ids.next("delegation"),
    principalId,
    delegateId,
    startsAt: hours(-2),
    endsAt: hours(2),
    ...change,
  });
  await inTenant(theirs, (tx) =>
    tx
      .insert(delegations)
      .values([
        edge(managerId, controllerId),
        edge(controllerId, managerId, { startsAt: hours(1) }),
        edge(managerId, requesterId, { endsAt: hours(-1) }),
        edge(controllerId, requesterId, { revokedAt: hours(-1) }),
      ]),
  );
  const edges = (ctx: Context) => inTenant(ctx, (tx) => listDelegationEdges(tx, ctx.tenantId));
  expect(await edges(ours)).toEqual([]);
  expect(new Set((await edges(theirs)).map(({ principalId }) => principalId))).toEqual(
    new Set([managerId, controllerId]),
  );
  const { id } = await createPolicy(theirs, {
    kind: "order",
    name: "Circle",
    rules: [{ name: "all", autoApprove: true }],
  });
  const approvers = [{ member: managerId }, { manager: 1 }];
  const rules = [{ name: "all", stages: [{ name: "one", approvers, quorum: "any" }] }];
  const { findings } = await createPolicyVersion(theirs, { policyId: id, rules });
  expect(findings).toMatchObject([
    {
      level: "warning",
      pointer: "/rules/0/stages/0/approvers/0",
      message: "delegations run in a circle, Boss to Carol to Boss: end one of them",
    },
  ]);
});
