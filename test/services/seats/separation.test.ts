import { afterAll, beforeAll, expect, test } from "vitest";
import { delegateSeat, reassign } from "../../../services/assignments/index.ts";
import { decideMany } from "../../../services/decisions/index.ts";
import { updateMember } from "../../../services/members/index.ts";
import { getRequest } from "../../../services/requests/index.ts";
import { openOffice, seatOf, vote } from "../../support/office.ts";
import { openPosition } from "../../support/positions.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { expectRefusal } from "../../support/tenant.ts";

let opened: TestRuntime;
beforeAll(async () => {
  opened = await openRuntime();
});
afterAll(() => opened.close());

let names = 0;
const openNew = async (...[make]: Parameters<Awaited<ReturnType<typeof openOffice>>["rule"]>) => {
  names += 1;
  const office = await openOffice(opened.runtime, `Acme ${names}`);
  await office.rule(make);
  return { ...office, request: await openPosition(office.ctx, await office.ask(), 1) };
};

const refused = (work: () => Promise<unknown>, ctx: Parameters<typeof expectRefusal>[0]) =>
  expectRefusal(ctx, work, { code: "decision.not_eligible" });

test("somebody who came to be the requester's address after routing decides neither seat, vote nor bulk", async () => {
  const { ctx, ids, request } = await openNew(({ groupId }) => ({
    stages: [{ name: "finance", approvers: [{ group: groupId }], quorum: "all" }],
  }));
  await updateMember(ctx, { id: ids.ann, revision: null, email: "left@acme.example" });
  await updateMember(ctx, { id: ids.dan, revision: null, email: "ANN@acme.example" });
  const seat = seatOf(request, ids.dan);
  await refused(() => vote(ctx, seat.id, "approve"), ctx);
  const input = { outcome: "approve", requestVersion: 1, via: "api", assurance: "api_key" } as const;
  const [answer] = await decideMany(ctx, [{ ...input, assignmentId: seat.id }], null);
  expect(answer).toMatchObject({ refused: { code: "decision.not_eligible" } });
  // Nor through a delegate, who counts as both persons.
  const taken = await delegateSeat(ctx, { assignmentId: seat.id, memberId: ids.fay });
  await refused(() => vote(ctx, taken.id, "approve"), ctx);
  expect((await vote(ctx, taken.id, "recuse")).decision.outcome).toBe("recuse");
});

test("nobodyTwice bars a person from a second stage, in person, for somebody and through somebody", async () => {
  const { ctx, ids, request } = await openNew(({ ids: { fay, cleo, dan } }) => ({
    stages: [
      { name: "one", approvers: [{ member: fay }], quorum: "any" },
      { name: "two", approvers: [{ member: fay }, { member: cleo }, { member: dan }], quorum: { count: 2 } },
    ],
    separation: { nobodyTwice: true },
  }));
  await vote(ctx, seatOf(request, ids.fay, "one").id, "approve");
  const two = await openPosition(ctx, request, 2);
  const own = seatOf(two, ids.fay, "two");
  const refusal = await refused(() => vote(ctx, own.id, "approve"), ctx);
  expect(refusal.message).toContain("nobodyTwice");
  const through = await delegateSeat(ctx, { assignmentId: own.id, memberId: ids.eve });
  await refused(() => vote(ctx, through.id, "approve"), ctx);
  await vote(ctx, through.id, "recuse");
  const forCleo = await delegateSeat(ctx, {
    assignmentId: seatOf(two, ids.cleo, "two").id,
    memberId: ids.fay,
  });
  await refused(() => vote(ctx, forCleo.id, "approve"), ctx);
  expect((await vote(ctx, seatOf(two, ids.dan, "two").id, "approve")).stage.status).toBe("active");
});

test("reportingLine bars whoever's manager or report has decided, also in a group", async () => {
  const { ctx, ids, request } = await openNew(({ ids: { bob, cleo, fay } }) => ({
    stages: [
      { name: "one", approvers: [{ member: bob }, { member: cleo }, { member: fay }], quorum: { count: 2 } },
    ],
    separation: { reportingLine: true },
  }));
  await vote(ctx, seatOf(request, ids.bob).id, "approve");
  const refusal = await refused(() => vote(ctx, seatOf(request, ids.cleo).id, "approve"), ctx);
  expect(refusal.message).toContain("reportingLine");
  const taken = await reassign(ctx, { assignmentId: seatOf(request, ids.cleo).id, memberId: ids.dan });
  expect((await vote(ctx, taken.id, "approve")).request.status).toBe("approved");
});

test("conflicts bar a person from the second of two stages that no person decides both of", async () => {
  const { ctx, ids, request } = await openNew(({ ids: { fay, dan } }) => ({
    stages: [
      { name: "buyer", approvers: [{ member: fay }], quorum: "any" },
      { name: "payer", approvers: [{ member: fay }, { member: dan }], quorum: "any" },
      { name: "clerk", approvers: [{ member: fay }], quorum: "any" },
    ],
    separation: { conflicts: [["buyer", "payer"]] },
  }));
  await vote(ctx, seatOf(request, ids.fay, "buyer").id, "approve");
  const payer = await openPosition(ctx, request, 2);
  const refusal = await refused(() => vote(ctx, seatOf(payer, ids.fay, "payer").id, "approve"), ctx);
  expect(refusal.message).toContain("conflicts");
  await vote(ctx, seatOf(payer, ids.dan, "payer").id, "approve");
  const clerk = await openPosition(ctx, request, 3);
  expect((await vote(ctx, seatOf(clerk, ids.fay, "clerk").id, "approve")).request.status).toBe("approved");
});

test("a member who was disabled decides nothing, and their seat can be reassigned", async () => {
  const { ctx, ids, request } = await openNew(({ ids: { fay } }) => ({
    stages: [{ name: "one", approvers: [{ member: fay }], quorum: "any" }],
  }));
  await updateMember(ctx, { id: ids.fay, revision: null, status: "disabled" });
  const seat = seatOf(request, ids.fay);
  await refused(() => vote(ctx, seat.id, "approve"), ctx);
  await refused(() => vote(ctx, seat.id, "recuse"), ctx);
  await reassign(ctx, { assignmentId: seat.id, memberId: ids.dan });
  expect((await getRequest(ctx, request.id)).stages[0]?.assignments).toHaveLength(2);
});
