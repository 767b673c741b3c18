import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { notifications } from "../../../db/schema/outbox.ts";
import { delegateSeat, reassign } from "../../../services/assignments/index.ts";
import { inTenant } from "../../../services/in-tenant.ts";
import {
  addApprover,
  cancelRequest,
  commentOnRequest,
  getRequest,
  listComments,
  overrideRequest,
  resubmitRequest,
  withdrawRequest,
} from "../../../services/requests/index.ts";
import { orderPayload } from "../../support/furnished-tenant.ts";
import { type Office, openOffice, seatOf, vote } from "../../support/office.ts";
import { openPosition } from "../../support/positions.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { auditedBy, expectRefusal } from "../../support/tenant.ts";

let opened: TestRuntime;
let office: Office;
beforeAll(async () => {
  opened = await openRuntime();
  office = await openOffice(opened.runtime, "Acme");
  await office.rule(({ groupId, ids }) => ({
    stages: [
      { name: "finance", approvers: [{ group: groupId }], quorum: "all" },
      { name: "last", approvers: [{ member: ids.fay }], quorum: "any" },
    ],
  }));
});
afterAll(() => opened.close());

const openFinance = async () => openPosition(office.ctx, await office.ask(), 1);

test("a reassigned seat stays as history, and its taker's vote counts as their own", async () => {
  const { ctx, ids } = office;
  const request = await openFinance();
  const seat = seatOf(request, ids.dan);
  const input = { assignmentId: seat.id, memberId: ids.fay, actingMemberId: ids.dan, comment: "Yours" };
  const audited = await auditedBy(ctx, async () => {
    const taken = await reassign(ctx, input);
    expect(taken).toMatchObject({
      status: "open",
      takenFrom: seat.id,
      principalId: null,
      reason: seat.reason,
    });
  });
  expect(audited.map(({ action }) => action)).toEqual(["assignment.reassigned"]);
  const now = await getRequest(ctx, request.id);
  expect(seatOf(now, ids.dan).status).toBe("reassigned");
  await expectRefusal(ctx, () => vote(ctx, seat.id, "approve"), { code: "assignment.not_open" });
  await expectRefusal(ctx, () => reassign(ctx, input), { code: "assignment.not_open" });
  await vote(ctx, seatOf(now, ids.fay, "finance").id, "approve");
  const decided = await vote(ctx, seatOf(now, ids.eve).id, "approve");
  expect(decided.stage.status).toBe("approved");
});

test("a delegated seat is decided by the delegate for its person, and may be given back", async () => {
  const { ctx, ids } = office;
  const request = await openFinance();
  const seat = seatOf(request, ids.dan);
  const taken = await delegateSeat(ctx, { assignmentId: seat.id, memberId: ids.fay });
  expect(taken.principalId).toBe(ids.dan);
  const further = await delegateSeat(ctx, { assignmentId: taken.id, memberId: ids.cleo });
  expect(further.principalId).toBe(ids.dan);
  const back = await delegateSeat(ctx, { assignmentId: further.id, memberId: ids.dan });
  expect(back.principalId).toBeNull();
  const again = await delegateSeat(ctx, { assignmentId: back.id, memberId: ids.fay });
  const { decision } = await vote(ctx, again.id, "approve", { actingMemberId: ids.fay });
  expect([decision.actedBy, decision.onBehalfOf]).toEqual([ids.fay, ids.dan]);
});

test("a seat in a stage that has not begun is passed on without a mail, and opens for its taker", async () => {
  const { ctx, ids } = office;
  const request = await openFinance();
  const taken = await reassign(ctx, { assignmentId: seatOf(request, ids.fay).id, memberId: ids.cleo });
  expect([taken.status, taken.openedAt]).toEqual(["pending", null]);
  await vote(ctx, seatOf(request, ids.dan).id, "approve");
  await vote(ctx, seatOf(request, ids.eve).id, "approve");
  const last = await openPosition(ctx, request, 2);
  expect([seatOf(last, ids.fay).status, seatOf(last, ids.cleo).status]).toEqual(["reassigned", "open"]);
});

test("a seat whose person recused themselves is filled once", async () => {
  const { ctx, ids } = office;
  const request = await openFinance();
  const seat = seatOf(request, ids.dan);
  await vote(ctx, seat.id, "recuse");
  const taken = await reassign(ctx, { assignmentId: seat.id, memberId: ids.fay });
  expect(taken.status).toBe("open");
  expect(seatOf(await getRequest(ctx, request.id), ids.dan).status).toBe("recused");
  await expectRefusal(ctx, () => reassign(ctx, { assignmentId: seat.id, memberId: ids.cleo }), {
    code: "assignment.not_open",
  });
});

test("nobody takes a seat who asks, who is in the stage, who is disabled or who is not there", async () => {
  const { ctx, ids } = office;
  const request = await openFinance();
  const pointers = ["/memberId"];
  const assignmentId = seatOf(request, ids.dan).id;
  const taken = await delegateSeat(ctx, { assignmentId, memberId: ids.fay });
  for (const [memberId, code] of [
    [ids.ann, "decision.not_eligible"],
    [ids.eve, "resource.conflict"],
    [ids.fay, "resource.conflict"],
    ["mem_00000000-0000-7000-8000-000000000000", "reference.unknown"],
  ] as const) {
    await expectRefusal(ctx, () => reassign(ctx, { assignmentId: taken.id, memberId }), { code, pointers });
    await expectRefusal(ctx, () => addApprover(ctx, { id: request.id, memberId }), { code, pointers });
  }
  // Somebody sits for Dan already; a seat of his own would count him twice.
  await expectRefusal(ctx, () => addApprover(ctx, { id: request.id, memberId: ids.dan }), {
    code: "resource.conflict",
    pointers,
  });
});

test("an added approver has a seat that counts, in the stage that is open", async () => {
  const { ctx, ids } = office;
  const request = await openFinance();
  const seat = await addApprover(ctx, { id: request.id, memberId: ids.cleo, actingMemberId: ids.dan });
  expect([seat.status, seat.reason]).toEqual(["open", { type: "added" }]);
  await vote(ctx, seatOf(request, ids.dan).id, "approve");
  expect((await vote(ctx, seatOf(request, ids.eve).id, "approve")).stage.status).toBe("active");
  expect((await vote(ctx, seat.id, "approve")).stage.status).toBe("approved");
  await expectRefusal(ctx, () => addApprover(ctx, { id: request.id, memberId: ids.bob }), {
    code: "stage.not_active",
  });
});

test("a returned request comes back as a new version in a new round with a new run, by the same policy", async () => {
  const { ctx, ids } = office;
  const request = await openFinance();
  const code = "approval_request.not_resubmittable";
  await expectRefusal(ctx, () => resubmitRequest(ctx, { id: request.id }), { code });
  await vote(ctx, seatOf(request, ids.dan).id, "return");
  const payload = { ...orderPayload(), surprise: 1 };
  await expectRefusal(ctx, () => resubmitRequest(ctx, { id: request.id, payload }), {
    code: "body.invalid",
    pointers: ["/payload/surprise"],
  });
  const input = {
    id: request.id,
    title: "Order 1, mended",
    payload: orderPayload(),
    actingMemberId: ids.ann,
  };
  const again = await resubmitRequest(ctx, input);
  expect(again).toMatchObject({ status: "pending", currentVersion: 2, title: "Order 1, mended" });
  expect(again.versions.map(({ version }) => version)).toEqual([1, 2]);
  expect(again.run?.id).not.toBe(request.run?.id);
  expect(again.run?.executionName).toBe(request.run?.executionName.replace(/1$/, "2"));
  const second = await openPosition(ctx, request, 1);
  expect(second.stages.map(({ round, status }) => `${round} ${status}`)).toEqual([
    "1 canceled",
    "1 canceled",
    "2 active",
    "2 not_started",
  ]);
  const seat = seatOf(second, ids.dan, "finance");
  await expectRefusal(ctx, () => vote(ctx, seat.id, "approve"), { code: "decision.version_outdated" });
  expect((await vote(ctx, seat.id, "approve", { requestVersion: 2 })).stage.status).toBe("active");
});

test("a returned request can be withdrawn and canceled, once", async () => {
  const { ctx, ids } = office;
  for (const [close, status] of [
    [withdrawRequest, "withdrawn"],
    [cancelRequest, "canceled"],
  ] as const) {
    const request = await openFinance();
    await vote(ctx, seatOf(request, ids.dan).id, "return");
    expect((await close(ctx, { id: request.id })).status).toBe(status);
    await expectRefusal(ctx, () => close(ctx, { id: request.id }), { code: "approval_request.not_pending" });
  }
});

test("who asked is told that a request is canceled which had been sent back to them", async () => {
  const { ctx, ids } = office;
  const request = await openFinance();
  await vote(ctx, seatOf(request, ids.dan).id, "return");
  const mailed = () =>
    inTenant(ctx, (tx) =>
      tx
        .select({ template: notifications.template, to: notifications.recipient })
        .from(notifications)
        .where(and(eq(notifications.tenantId, ctx.tenantId), eq(notifications.requestId, request.id))),
    );
  const before = await mailed();
  await cancelRequest(ctx, { id: request.id });
  expect((await mailed()).slice(before.length)).toEqual([
    { template: "request-closed", to: "ann@acme.example" },
  ]);
});

test("an override ends everything that is open, and is marked for ever", async () => {
  const { ctx, ids } = office;
  for (const [outcome, stages] of [
    ["approve", ["approved", "skipped"]],
    ["reject", ["rejected", "skipped"]],
  ] as const) {
    const request = await openFinance();
    const input = { id: request.id, outcome, comment: "The plant stands still", actingMemberId: ids.gus };
    const audited = await auditedBy(ctx, async () => {
      const ended = await overrideRequest(ctx, input);
      expect(ended).toMatchObject({ overridden: true, stages: stages.map((status) => ({ status })) });
      expect(ended.decisions).toMatchObject([
        { override: true, assignmentId: null, actedBy: ids.gus, outcome },
      ]);
      expect(seatOf(ended, ids.dan).status).toBe("not_required");
    });
    expect(audited.map(({ action }) => action)).toEqual(["approval_request.overridden"]);
    await expectRefusal(ctx, () => overrideRequest(ctx, input), { code: "approval_request.not_pending" });
  }
  const unrouted = await office.ask();
  const early = { id: unrouted.id, outcome: "approve", comment: "Now", actingMemberId: ids.gus } as const;
  await expectRefusal(ctx, () => overrideRequest(ctx, early), { code: "stage.not_active" });
});

test("comments are kept with their writer and listed newest first, page by page", async () => {
  const { ctx, ids } = office;
  const request = await openFinance();
  for (const text of ["one", "two", "three"]) {
    await commentOnRequest(ctx, { requestId: request.id, text, memberId: ids.ann });
  }
  const first = await listComments(ctx, { requestId: request.id, limit: 2, cursor: null });
  expect(first.data.map(({ text, memberId }) => [text, memberId])).toEqual([
    ["three", ids.ann],
    ["two", ids.ann],
  ]);
  const rest = await listComments(ctx, { requestId: request.id, limit: 2, cursor: first.nextCursor });
  expect(rest.data.map(({ text }) => text)).toEqual(["one"]);
  expect(rest.nextCursor).toBeNull();
});

test("a seat that is decided and passed on at the same moment is one of the two", async () => {
  const { ctx, ids } = office;
  const request = await openFinance();
  const { id: assignmentId } = seatOf(request, ids.dan);
  const outcomes = await Promise.allSettled([
    vote(ctx, assignmentId, "approve"),
    reassign(ctx, { assignmentId, memberId: ids.fay }),
    delegateSeat(ctx, { assignmentId, memberId: ids.cleo }),
  ]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  const stage = (await getRequest(ctx, request.id)).stages[0];
  const counting = stage?.assignments.filter(({ status }) => status === "open" || status === "decided");
  expect(counting).toHaveLength(2);
});
