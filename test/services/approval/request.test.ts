import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "../../../services/context.ts";
import { decide } from "../../../services/decisions/index.ts";
import { cancelRequest, getRequest, withdrawRequest } from "../../../services/requests/index.ts";
import { routeRequest } from "../../../services/requests/route.ts";
import { awaitPosition } from "../../../services/stages/open.ts";
import { settlePosition } from "../../../services/stages/settle.ts";
import {
  askForOrder,
  openFirstStage,
  type PreparedTenant,
  prepareTenant,
} from "../../support/pending-order.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { auditedBy, expectRefusal, openTenant } from "../../support/tenant.ts";

const statements: string[] = [];
let opened: TestRuntime;
let ctx: Context;
let people: PreparedTenant;
beforeAll(async () => {
  opened = await openRuntime({ onStatement: (text) => statements.push(text) });
  ctx = await openTenant(opened.runtime);
  people = await prepareTenant(ctx);
});
afterAll(() => opened.close());

const countStatements = async (work: () => Promise<unknown>): Promise<number> => {
  statements.length = 0;
  await work();
  return statements.length;
};

const onlySeat = async (requestId: Awaited<ReturnType<typeof askForOrder>>["id"]) => {
  const seat = (await getRequest(ctx, requestId)).stages[0]?.assignments[0];
  if (seat === undefined) {
    throw new Error("the request has no seat");
  }
  return seat;
};

const vote = (assignmentId: Awaited<ReturnType<typeof onlySeat>>["id"], outcome: "approve" | "reject") =>
  decide(ctx, { assignmentId, outcome, requestVersion: 1, via: "api", assurance: "api_key" });

test("asking stores the request, its run and the message that starts it, and audits once", async () => {
  const audited = await auditedBy(ctx, () => askForOrder(ctx, people));
  expect(audited.map(({ action }) => action)).toEqual(["approval_request.created"]);
});

test("asking and deciding keep to their statements", async () => {
  // Begin, tenant and commit are three of each. More than these must be worth it.
  expect(await countStatements(() => askForOrder(ctx, people))).toBeLessThanOrEqual(22);
  const request = await openFirstStage(ctx, await askForOrder(ctx, people));
  const seat = await onlySeat(request.id);
  expect(await countStatements(() => vote(seat.id, "approve"))).toBeLessThanOrEqual(19);
});

test("routing a second time writes nothing and answers the same", async () => {
  const request = await askForOrder(ctx, people);
  const first = await routeRequest(ctx, request.id);
  const audited = await auditedBy(ctx, async () => {
    expect(await routeRequest(ctx, request.id)).toEqual(first);
  });
  expect(audited).toEqual([]);
});

test("opening a stage again keeps the newest callback and mails nobody twice", async () => {
  const request = await openFirstStage(ctx, await askForOrder(ctx, people));
  const stage = request.stages[0];
  if (stage === undefined || request.run === null) {
    throw new Error("there is no stage");
  }
  const runId = request.run.id;
  const audited = await auditedBy(ctx, () =>
    awaitPosition(ctx, { stageIds: [stage.id], runId, callbackId: "another" }),
  );
  expect(audited).toEqual([]);
});

test("an approval by the last stage approves the request, a rejection ends it", async () => {
  for (const [outcome, status] of [
    ["approve", "approved"],
    ["reject", "rejected"],
  ] as const) {
    const request = await openFirstStage(ctx, await askForOrder(ctx, people));
    const seat = await onlySeat(request.id);
    const audited = await auditedBy(ctx, () => vote(seat.id, outcome));
    expect(audited.map(({ action }) => action)).toEqual(["decision.recorded"]);
    expect((await getRequest(ctx, request.id)).status).toBe(status);
  }
});

test("a repeated decision is answered with the recorded one, another outcome refused with it", async () => {
  const request = await openFirstStage(ctx, await askForOrder(ctx, people));
  const seat = await onlySeat(request.id);
  const first = await vote(seat.id, "approve");
  const again = await vote(seat.id, "approve");
  expect([again.replayed, again.decision]).toEqual([true, first.decision]);
  const refusal = await expectRefusal(ctx, () => vote(seat.id, "reject"), {
    code: "decision.recorded_otherwise",
  });
  expect(refusal.extensions["decision"]).toEqual(first.decision);
});

test.each([
  ["withdrawn", withdrawRequest],
  ["canceled", cancelRequest],
] as const)("a request that is %s frees its seats and can no longer be decided", async (status, close) => {
  const request = await openFirstStage(ctx, await askForOrder(ctx, people));
  const seat = await onlySeat(request.id);
  const closed = await close(ctx, { id: request.id, comment: "changed my mind" });
  expect([closed.status, closed.stages[0]?.status, closed.stages[0]?.assignments[0]?.status]).toEqual([
    status,
    "canceled",
    "not_required",
  ]);
  await expectRefusal(ctx, () => vote(seat.id, "approve"), { code: "assignment.not_open" });
  await expectRefusal(ctx, () => close(ctx, { id: request.id }), { code: "approval_request.not_pending" });
});

test("a withdrawal at the moment of a decision wins, before it or after it", async () => {
  const request = await openFirstStage(ctx, await askForOrder(ctx, people));
  const seat = await onlySeat(request.id);
  const outcomes = await Promise.allSettled([
    vote(seat.id, "approve"),
    withdrawRequest(ctx, { id: request.id }),
  ]);
  const [decided, withdrawn] = outcomes.map(({ status }) => status === "fulfilled");
  const { status, decisions } = await getRequest(ctx, request.id);
  expect([withdrawn, status]).toEqual([true, "withdrawn"]);
  expect(decisions).toHaveLength(decided ? 1 : 0);
});

test("a stage whose deadline has passed expires the request when the run wakes, and not before", async () => {
  const other = await openTenant(opened.runtime, "Hasty");
  const hasty = await prepareTenant(other, ({ controller }) => [
    {
      name: "all",
      stages: [{ name: "now", approvers: [{ member: controller }], quorum: "any", deadline: "PT1S" }],
    },
  ]);
  const request = await openFirstStage(other, await askForOrder(other, hasty));
  const stage = request.stages[0];
  if (stage === undefined || request.run === null) {
    throw new Error("there is no stage");
  }
  const runId = request.run.id;
  const position = { stageIds: [stage.id], runId };
  expect((await settlePosition(other, position)).state).toBe("open");
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const seat = stage.assignments[0];
  if (seat === undefined) {
    throw new Error("there is no seat");
  }
  await expectRefusal(
    other,
    () =>
      decide(other, {
        assignmentId: seat.id,
        outcome: "approve",
        requestVersion: 1,
        via: "api",
        assurance: "api_key",
      }),
    { code: "decision.deadline_passed" },
  );
  expect(await settlePosition(other, position)).toEqual({ state: "ended" });
  expect((await getRequest(other, request.id)).status).toBe("expired");
});

test("stages come one after another, and a count of approvals is needed where the policy says so", async () => {
  const other = await openTenant(opened.runtime, "Careful");
  const careful = await prepareTenant(other, ({ manager, controller }) => [
    {
      name: "all",
      stages: [
        { name: "both", approvers: [{ member: manager }, { member: controller }], quorum: { count: 2 } },
        { name: "last", approvers: [{ member: controller }], quorum: "all" },
      ],
    },
  ]);
  const request = await openFirstStage(other, await askForOrder(other, careful));
  const states: string[] = [];
  for (const seat of request.stages[0]?.assignments ?? []) {
    const decided = await decide(other, {
      assignmentId: seat.id,
      outcome: "approve",
      requestVersion: 1,
      via: "api",
      assurance: "api_key",
    });
    states.push(`${decided.stage.status} ${decided.request.status}`);
  }
  expect(states).toEqual(["active pending", "approved pending"]);
  expect((await getRequest(other, request.id)).stages[1]?.status).toBe("not_started");
});
