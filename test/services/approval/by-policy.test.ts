import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "../../../services/context.ts";
import type { Findings } from "../../../services/kinds/model.ts";
import { explainWhy } from "../../../services/policies/index.ts";
import { getRequest } from "../../../services/requests/index.ts";
import { routeRequest } from "../../../services/requests/route.ts";
import { askForOrder, type PreparedTenant, prepareTenant } from "../../support/pending-order.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { auditedBy, expectRefusal, openTenant } from "../../support/tenant.ts";

let opened: TestRuntime;
let ctx: Context;
let people: PreparedTenant;
beforeAll(async () => {
  opened = await openRuntime();
  const tenant = await openTenant(opened.runtime);
  ctx = finding(tenant, {});
  people = await prepareTenant(ctx, ({ controller }) => [
    {
      name: "stolen card",
      when: "findings.riskScore >= 90",
      autoReject: { reasonCode: "stolen_card", comment: "The card is reported stolen." },
    },
    {
      name: "usual",
      stages: [
        { name: "line", approvers: [{ manager: 1 }], quorum: "any" },
        {
          name: "fraud review",
          when: "findings.riskScore >= 60",
          approvers: [{ member: controller }],
          quorum: "any",
          parallelWith: "line",
        },
      ],
    },
  ]);
});
afterAll(() => opened.close());

/** The tenant, where orders have a risk score. */
const finding = (tenant: Context, findings: Findings): Context => {
  const { order } = tenant.kinds;
  if (order === undefined) throw new Error("there are no orders");
  const kinds = { order: { ...order, noFindings: { riskScore: 0 }, findingsOf: () => findings } };
  return { ...tenant, kinds };
};

test("a request that the policy rejects is taken, and rejected by the policy when its run routes it", async () => {
  const { id, status } = await askForOrder(finding(ctx, { riskScore: 95 }), people);
  expect(status).toBe("pending");
  const audited = await auditedBy(ctx, async () => {
    expect(await routeRequest(ctx, id)).toEqual({ outcome: "ended" });
    expect(await routeRequest(ctx, id)).toEqual({ outcome: "ended" });
  });
  expect(audited).toMatchObject([
    {
      action: "approval_request.rejected",
      actor: { type: "system", name: "policy" },
      detail: {
        rule: "stolen card",
        reasonCode: "stolen_card",
        comment: "The card is reported stolen.",
        autoReject: true,
      },
    },
  ]);
  expect(await getRequest(ctx, id)).toMatchObject({ status: "rejected", stages: [] });
  expect(await explainWhy(ctx, { requestId: id, memberId: people.managerId })).toMatchObject({
    rule: "stolen card",
    reasons: [
      {
        code: "auto_rejected",
        message:
          'The rule "stolen card" rejects by itself: nobody is asked. Its reason is stolen_card (The card is reported stolen.).',
      },
      { code: "earlier_rule_matched" },
    ],
  });
});

test.each([
  [72, ["line", "fraud review"]],
  [12, ["line"]],
  [undefined, ["line"]],
])(
  "a stage is asked where what was found makes its condition true: a score of %s",
  async (riskScore, names) => {
    const { id } = await askForOrder(finding(ctx, riskScore === undefined ? {} : { riskScore }), people);
    const routed = await routeRequest(ctx, id);
    expect(routed).toMatchObject({ positions: [{ stageIds: names.map(() => expect.any(String)) }] });
    expect((await getRequest(ctx, id)).stages.map(({ name }) => name).toSorted()).toEqual(names.toSorted());
  },
);

test("a stage whose condition cannot be answered refuses the request by its name", async () => {
  const tenant = finding(await openTenant(opened.runtime), {});
  const line = { name: "line", approvers: [{ manager: 1 }], quorum: "any" };
  const fast = { ...line, name: "fast", when: "payload.lines[1].quantity > 3" };
  const theirs = await prepareTenant(tenant, () => [
    { name: "usual", when: "amount > 0.0", stages: [line, fast] },
  ]);
  await expectRefusal(tenant, () => askForOrder(tenant, theirs), { code: "policy.condition_failed" });
  await expect(askForOrder(tenant, theirs)).rejects.toThrow(
    /rule "usual", stage "fast": the condition failed: /,
  );
});
