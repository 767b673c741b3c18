import { afterAll, beforeAll, beforeEach, expect, it } from "vitest";
import type { Id } from "../../../db/schema/columns.ts";
import type { Context } from "../../../services/context.ts";
import { createMember, updateMember } from "../../../services/members/index.ts";
import { explainWhy } from "../../../services/policies/index.ts";
import { routeRequest } from "../../../services/requests/route.ts";
import { askForOrder, type PreparedTenant, prepareTenant } from "../../support/pending-order.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { auditedBy, expectRefusal, openTenant } from "../../support/tenant.ts";

let opened: TestRuntime;
let ctx: Context;
let people: PreparedTenant;
let requestId: Id<"request">;
beforeAll(async () => {
  opened = await openRuntime();
});
beforeEach(async () => {
  ctx = await openTenant(opened.runtime);
  people = await prepareTenant(ctx, ({ controller }) => [
    { name: "huge", when: "amount > 1000000.0", stages: [named("control", controller)] },
    { name: "usual", stages: [{ name: "line", approvers: [{ manager: 1 }], quorum: "any" }] },
  ]);
  requestId = (await askForOrder(ctx, people)).id;
});
afterAll(() => opened.close());

const named = (name: string, member: string) => ({ name, approvers: [{ member }], quorum: "any" });
const why = (memberId: Id<"member">) => explainWhy(ctx, { requestId, memberId });

it("says by which form of the rule a person has their seat, and writes nothing", async () => {
  await routeRequest(ctx, requestId);
  const audited = await auditedBy(ctx, async () => {
    expect(await why(people.managerId)).toMatchObject({
      requestId,
      memberName: "Boss",
      policyVersion: 1,
      rule: "usual",
      hasSeat: true,
      seats: [
        {
          round: 1,
          position: 1,
          stage: "line",
          status: "pending",
          message: 'Boss has a seat in the stage "line" (round 1): is the requester\'s manager.',
        },
      ],
      reasons: [],
    });
  });
  expect(audited).toEqual([]);
});

it("says what keeps a person out: that they ask, that they are disabled, that another rule matched", async () => {
  await routeRequest(ctx, requestId);
  const codes = async (memberId: Id<"member">) => {
    const { hasSeat, seats, reasons } = await why(memberId);
    expect({ hasSeat, seats }).toEqual({ hasSeat: false, seats: [] });
    return reasons.map(({ code }) => code);
  };
  expect(await codes(people.requesterId)).toEqual(["requester", "not_named"]);
  await updateMember(ctx, { id: people.controllerId, revision: null, status: "disabled" });
  expect(await codes(people.controllerId)).toEqual(["disabled", "not_named", "rule_did_not_match"]);
  const { reasons } = await why(people.controllerId);
  expect(reasons.at(-1)?.message).toBe(
    'The rule "huge" names them in its stage "control" (Carol is named by the rule), but its condition is not true of this request.',
  );
});

it("says of a stage that is left out that its condition is not true", async () => {
  const other = await openTenant(opened.runtime);
  const theirs = await prepareTenant(other, ({ controller }) => [
    {
      name: "usual",
      stages: [
        { name: "line", approvers: [{ manager: 1 }], quorum: "any" },
        { ...named("control", controller), when: "amount > 1000000.0" },
      ],
    },
  ]);
  const { id } = await askForOrder(other, theirs);
  expect(await routeRequest(other, id)).toMatchObject({ positions: [{ stageIds: [expect.anything()] }] });
  const explanation = await explainWhy(other, { requestId: id, memberId: theirs.controllerId });
  expect(explanation).toMatchObject({ rule: "usual", hasSeat: false });
  expect(explanation.reasons).toEqual([
    {
      code: "left_out",
      message:
        'The stage "control" names them (Carol is named by the rule), but it is not asked because its condition is not true.',
    },
  ]);
});

it("says that somebody is named now who was not when the request was routed", async () => {
  await routeRequest(ctx, requestId);
  const next = await createMember(ctx, { email: "next@acme.example", name: "Next" });
  await updateMember(ctx, { id: people.requesterId, revision: null, managerId: next.id });
  expect((await why(next.id)).reasons).toMatchObject([{ code: "named_now" }]);
  expect(await why(people.managerId)).toMatchObject({ hasSeat: true });
});

it("says of a request that is not routed yet what would be", async () => {
  expect(await why(people.managerId)).toMatchObject({
    rule: null,
    hasSeat: false,
    reasons: [{ code: "named_now", message: expect.stringContaining("has not been routed yet") }],
  });
});

it("knows nobody of another tenant, and none of its requests", async () => {
  const other = await openTenant(opened.runtime);
  const theirs = await prepareTenant(other);
  await expectRefusal(ctx, () => why(theirs.managerId), {
    code: "reference.unknown",
    pointers: ["?memberId"],
  });
  const foreign = () => explainWhy(other, { requestId, memberId: theirs.managerId });
  await expectRefusal(other, foreign, { code: "resource.not_found" });
});
