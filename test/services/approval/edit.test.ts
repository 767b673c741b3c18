import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Id } from "../../../db/schema/columns.ts";
import type { Context } from "../../../services/context.ts";
import { decide } from "../../../services/decisions/index.ts";
import { createMember } from "../../../services/members/index.ts";
import {
  editRequest,
  getRequest,
  type RequestDetail,
  withdrawRequest,
} from "../../../services/requests/index.ts";
import { routeRequest } from "../../../services/requests/route.ts";
import { reviseRequest } from "../../../services/runs/revise-request.ts";
import type { OrderPayload } from "../../../workflows/order/payload.ts";
import { orderPayload } from "../../support/furnished-tenant.ts";
import {
  askForOrder,
  openFirstStage,
  type PreparedTenant,
  prepareTenant,
} from "../../support/pending-order.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { auditedBy, expectRefusal, openTenant } from "../../support/tenant.ts";

let opened: TestRuntime;
let sql: postgres.Sql;
let ctx: Context;
let people: PreparedTenant;
beforeAll(async () => {
  opened = await openRuntime();
  sql = postgres(opened.database.adminUrl, { max: 1 });
  ctx = await openTenant(opened.runtime);
  people = await prepareTenant(ctx, ({ manager, controller }) => [
    {
      name: "usual",
      when: "amount <= 5000.0",
      stages: [
        { name: "manager", approvers: [{ member: manager }], quorum: "any" },
        { name: "controller", approvers: [{ member: controller }], quorum: "any" },
      ],
    },
  ]);
});
afterAll(async () => {
  await sql.end();
  await opened.close();
});

const before = orderPayload() as unknown as OrderPayload;
const { currency } = before.total;
const [first] = before.lines as [OrderPayload["lines"][number]];

/** With one line alone, of so many pieces at ten each. */
const ordered = (quantity: number): OrderPayload => ({
  ...before,
  lines: [
    {
      ...first,
      quantity,
      unitPrice: { amount: "10.00", currency },
      discountPercent: 0,
      lineTotal: { amount: `${quantity * 10}.00`, currency },
    },
  ],
  total: { amount: `${quantity * 10}.00`, currency },
});
const less = ordered(1);
const more = ordered(400);

const open = async (): Promise<RequestDetail> => openFirstStage(ctx, await askForOrder(ctx, people));

type Change = Partial<Omit<Parameters<typeof editRequest>[1], "payload">> & { readonly payload: object };

const edit = (id: Id<"request">, { payload, ...change }: Change) =>
  editRequest(ctx, { id, requestVersion: 1, payload: { ...payload }, ...change });

const seatsOf = async (id: Id<"request">) => {
  const { stages } = await getRequest(ctx, id);
  return stages.flatMap(({ round, name, status, assignments }) =>
    assignments.map((seat) => ({ round, name, stage: status, seat: seat.status, id: seat.id })),
  );
};

const linksOf = async (id: Id<"request">): Promise<readonly string[]> => {
  const rows = await sql<{ status: string }[]>`
    select status from action_links where request_id = ${id.slice("req_".length)} order by issued_at, jti`;
  return rows.map(({ status }) => status);
};

const mailsOf = async (id: Id<"request">): Promise<number> => {
  const rows = await sql`
    select 1 from notifications
    where request_id = ${id.slice("req_".length)} and template = 'approval-requested'`;
  return rows.length;
};

const vote = async (id: Id<"request">, requestVersion: number) => {
  const seat = (await seatsOf(id)).find((one) => one.seat === "open");
  return decide(ctx, {
    assignmentId: seat?.id as Id<"assignment">,
    outcome: "approve",
    requestVersion,
    via: "api",
    assurance: "api_key",
  });
};

test("an edit that matters little keeps the round, and mails a new link in place of the old one", async () => {
  const { id } = await open();
  expect([await linksOf(id), await mailsOf(id)]).toEqual([["active"], 1]);
  const edited = await edit(id, { payload: less });
  expect(edited).toMatchObject({ status: "pending", currentVersion: 2, amount: less.total });
  expect(await seatsOf(id)).toMatchObject([
    { round: 1, name: "manager", stage: "active", seat: "open" },
    { round: 1, name: "controller", stage: "not_started" },
  ]);
  expect([await linksOf(id), await mailsOf(id)]).toEqual([["superseded", "active"], 2]);
});

test("a vote that was given stays through such an edit", async () => {
  const { id } = await open();
  await vote(id, 1);
  await edit(id, { payload: less });
  expect(await seatsOf(id)).toMatchObject([{ stage: "approved", seat: "decided" }, { name: "controller" }]);
});

test("an edit that matters begins another round: seats, stages and links of the first are over", async () => {
  const { id } = await open();
  const edited = await edit(id, { payload: more });
  expect(edited).toMatchObject({ status: "pending", currentVersion: 2, amount: more.total });
  expect(await seatsOf(id)).toMatchObject([
    { round: 1, name: "manager", stage: "canceled", seat: "not_required" },
    { round: 1, name: "controller", stage: "canceled", seat: "not_required" },
  ]);
  expect(await linksOf(id)).toEqual(["superseded"]);
  expect(await routeRequest(ctx, id)).toMatchObject({ outcome: "staged", positions: [{}, {}] });
  expect((await seatsOf(id)).filter(({ round }) => round === 2)).toMatchObject([
    { name: "manager", stage: "not_started" },
    { name: "controller", stage: "not_started" },
  ]);
});

test("whoever decides on the version before is told so", async () => {
  const { id } = await open();
  await edit(id, { payload: less });
  await expectRefusal(ctx, () => vote(id, 1), {
    code: "decision.version_outdated",
    pointers: [],
  });
  await vote(id, 2);
});

test("an edit is audited once, with what became of the approvals, and no payload", async () => {
  const { id } = await open();
  const [event, ...others] = await auditedBy(ctx, () =>
    edit(id, { payload: more, comment: "twice as many", actingMemberId: people.requesterId }),
  );
  expect(others).toEqual([]);
  expect(event).toMatchObject({
    action: "approval_request.edited",
    target: { id, version: 2 },
    detail: {
      fate: "reapprove",
      round: 2,
      amount: more.total,
      comment: "twice as many",
      actingMemberId: people.requesterId,
    },
  });
  expect(JSON.stringify(event)).not.toContain(more.customer.name);
});

test("the same payload again, in whatever order its members come, changes nothing", async () => {
  const { id } = await open();
  const reversed = Object.fromEntries(Object.entries(before).toReversed());
  const audited = await auditedBy(ctx, async () => {
    expect(await edit(id, { payload: reversed })).toMatchObject({ currentVersion: 1 });
  });
  expect([audited, await linksOf(id)]).toEqual([[], ["active"]]);
});

test("another title alone is another version that keeps the approvals", async () => {
  const { id } = await open();
  expect(await edit(id, { payload: before, title: "Order 1, urgent" })).toMatchObject({
    title: "Order 1, urgent",
    currentVersion: 2,
    stages: [{ status: "active" }, {}],
  });
});

test.each([
  [
    "of a version that is not the newest",
    { payload: less, requestVersion: 7 },
    "decision.version_outdated",
    ["/requestVersion"],
  ],
  [
    "that does not add up",
    { payload: { ...less, total: { amount: "1.00", currency } } },
    "body.invalid",
    ["/payload/total/amount"],
  ],
  ["that no rule is about", { payload: ordered(501) }, "policy.no_match", []],
  [
    "of the number",
    { payload: { ...less, orderNumber: "PO-9" } },
    "approval_request.not_editable",
    ["/payload/orderNumber"],
  ],
] as const)("an edit %s is refused and changes nothing", async (_what, change, code, pointers) => {
  const { id } = await open();
  const untouched = await getRequest(ctx, id);
  await expectRefusal(ctx, () => edit(id, change), { code, pointers });
  expect(await getRequest(ctx, id)).toEqual(untouched);
  expect([await linksOf(id), await mailsOf(id)]).toEqual([["active"], 1]);
});

test("the requester edits, and nobody else: no approver, no admin, nobody who is not there", async () => {
  const { id } = await open();
  const admin = await createMember(ctx, {
    email: "root@acme.example",
    name: "Root",
    roles: ["tenant_admin"],
  });
  for (const actingMemberId of [people.managerId, people.controllerId, admin.id]) {
    await expectRefusal(ctx, () => edit(id, { payload: less, actingMemberId }), {
      code: "actor.not_allowed",
    });
  }
  const nobody = ctx.ports.ids.next("member");
  await expectRefusal(ctx, () => edit(id, { payload: less, actingMemberId: nobody }), {
    code: "reference.unknown",
    pointers: ["/actingMemberId"],
  });
  await edit(id, { payload: less, actingMemberId: people.requesterId });
});

test("what is over is not edited, and what another tenant asked for is not there", async () => {
  const { id } = await open();
  const stranger = await openTenant(opened.runtime, "Initech");
  await expectRefusal(
    stranger,
    () => editRequest(stranger, { id, requestVersion: 1, payload: { ...less } }),
    {
      code: "resource.not_found",
    },
  );
  await withdrawRequest(ctx, { id, comment: "not needed" });
  const refusal = await expectRefusal(ctx, () => edit(id, { payload: less }), {
    code: "approval_request.not_editable",
  });
  expect(refusal.extensions).toMatchObject({ requestStatus: "withdrawn" });
});

test("two edits of one version at once: one is refused, and one version is written", async () => {
  const { id } = await open();
  const edits = await Promise.allSettled([edit(id, { payload: less }), edit(id, { payload: ordered(2) })]);
  expect(edits.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
  expect((await getRequest(ctx, id)).versions.map(({ version }) => version)).toEqual([1, 2]);
});

const revisionTo = (run: RequestDetail["run"], payload: object) => ({
  runId: run?.id as Id<"run">,
  step: "as-in-stock",
  definition: { revise: () => payload },
});

test("what a run has come to is not refused for old prices, and is written once", async () => {
  const { id, run } = await open();
  const revision = revisionTo(run, { ...less, pricesAsOf: "2001-01-01" });
  expect(await reviseRequest(ctx, revision)).toMatchObject({ isRevised: true, refused: null });
  const again = await auditedBy(ctx, async () => {
    expect(await reviseRequest(ctx, revision)).toMatchObject({ isRevised: false, refused: null });
  });
  expect([again, (await getRequest(ctx, id)).currentVersion]).toEqual([[], 2]);
});

test("what a run has come to and no rule is about is told to the run, and nothing is written", async () => {
  const { id, run } = await open();
  const audited = await auditedBy(ctx, async () => {
    expect(await reviseRequest(ctx, revisionTo(run, ordered(501)))).toMatchObject({
      isRevised: false,
      refused: { reasonCode: "policy.no_match" },
    });
  });
  expect([audited, (await getRequest(ctx, id)).currentVersion]).toEqual([[], 1]);
});
