import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Id } from "../../../db/schema/columns.ts";
import { lockRequest } from "../../../db/queries/requests.ts";
import { listStages } from "../../../db/queries/stages.ts";
import { delegateSeat } from "../../../services/assignments/index.ts";
import { record } from "../../../services/audit/record.ts";
import { beginDelegation } from "../../../services/delegations/begin.ts";
import { delegateOpenSeats } from "../../../services/delegations/delegate-open-seats.ts";
import {
  createDelegation,
  getDelegation,
  listDelegations,
  revokeDelegation,
} from "../../../services/delegations/index.ts";
import { inTenant } from "../../../services/in-tenant.ts";
import { updateMember } from "../../../services/members/index.ts";
import { getRequest, type RequestDetail } from "../../../services/requests/index.ts";
import { type Office, openOffice, seatOf, vote } from "../../support/office.ts";
import { openPosition } from "../../support/positions.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { auditedBy, expectRefusal } from "../../support/tenant.ts";

const day = 86_400_000;
const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString();
const week = { startsAt: inDays(-1), endsAt: inDays(7) };

let opened: TestRuntime;
beforeAll(async () => {
  opened = await openRuntime();
});
afterAll(() => opened.close());

let names = 0;
const openFinance = async (): Promise<Office> => {
  names += 1;
  const office = await openOffice(opened.runtime, `Acme ${names}`);
  await office.rule(({ groupId }) => ({
    stages: [{ name: "finance", approvers: [{ group: groupId }], quorum: "all" }],
  }));
  return office;
};
const open = async (office: Office) => openPosition(office.ctx, await office.ask(), 1);

/** What opening a stage is to do after it has invited its people. */
const applyAtOpening = (office: Office, { id }: RequestDetail) =>
  inTenant(office.ctx, async (tx, unit) => {
    const request = await lockRequest(tx, office.ctx.tenantId, id);
    const [stage] = await listStages(tx, office.ctx.tenantId, id);
    if (request === undefined || stage === undefined) throw new Error("there is no stage");
    const open = { stage, request, now: request.now, concerns: () => true };
    for (const entry of await delegateOpenSeats(unit, open)) {
      await record(unit, entry);
    }
  });

test("a delegation moves the open seats of its principal at once, and their vote stays one", async () => {
  const office = await openFinance();
  const { ctx, ids } = office;
  const request = await open(office);
  const audited = await auditedBy(ctx, () =>
    createDelegation(ctx, { principalId: ids.dan, delegateId: ids.fay, ...week }),
  );
  expect(audited.map(({ action }) => action)).toEqual(["delegation.created", "assignment.delegated"]);
  const moved = await getRequest(ctx, request.id);
  expect(seatOf(moved, ids.dan).status).toBe("delegated");
  expect(seatOf(moved, ids.fay)).toMatchObject({ status: "open", principalId: ids.dan });
  await vote(ctx, seatOf(moved, ids.fay).id, "approve");
  expect((await vote(ctx, seatOf(moved, ids.eve).id, "approve")).request.status).toBe("approved");
});

test("it holds for seats that open within its time, along the chain, and a second time changes nothing", async () => {
  const office = await openFinance();
  const { ctx, ids } = office;
  await createDelegation(ctx, { principalId: ids.dan, delegateId: ids.fay, ...week });
  await createDelegation(ctx, { principalId: ids.fay, delegateId: ids.cleo, ...week });
  const request = await open(office);
  await applyAtOpening(office, request);
  const moved = await getRequest(ctx, request.id);
  expect(seatOf(moved, ids.cleo)).toMatchObject({ status: "open", principalId: ids.dan });
  expect(await auditedBy(ctx, () => applyAtOpening(office, request))).toEqual([]);
});

test("one that is made for later waits in the outbox until it begins, then takes the seats that are open", async () => {
  const office = await openFinance();
  const { ctx, ids } = office;
  const request = await open(office);
  const startsAt = new Date(Date.now() + 1_000).toISOString();
  const people = { principalId: ids.dan, delegateId: ids.fay };
  const { id } = await createDelegation(ctx, { ...people, startsAt, endsAt: inDays(7) });
  const waiting = () =>
    inTenant(ctx, async (tx) => {
      const rows = await tx.execute<{ kind: string; due: boolean }>(sql`select kind,
        next_at <= clock_timestamp() as due from outbox_messages
        where kind = 'delegation.begin' and dedupe_key = ${id}`);
      return rows.map(({ kind, due }) => ({ kind, due }));
    });
  expect(await waiting()).toEqual([{ kind: "delegation.begin", due: false }]);
  expect(seatOf(await getRequest(ctx, request.id), ids.dan).status).toBe("open");
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  expect(await waiting()).toEqual([{ kind: "delegation.begin", due: true }]);
  const message = {
    tenantId: ctx.tenantId,
    id: "obx_00000000-0000-7000-8000-000000000000",
    kind: "delegation.begin",
    payload: { delegationId: id },
    attempts: 1,
    leaseToken: "",
  } as const;
  const begin = () => beginDelegation(opened.runtime, message);
  expect((await auditedBy(ctx, begin)).map(({ action }) => action)).toEqual(["assignment.delegated"]);
  expect(seatOf(await getRequest(ctx, request.id), ids.fay).principalId).toBe(ids.dan);
  expect(await auditedBy(ctx, begin)).toEqual([]);
});

test("the seat stays where the delegate sits in the stage, asks, or is disabled", async () => {
  for (const choose of [
    (ids: Office["ids"]) => ids.eve,
    (ids: Office["ids"]) => ids.ann,
    (ids: Office["ids"]) => ids.gus,
  ]) {
    const office = await openFinance();
    const { ctx, ids } = office;
    const delegateId = choose(ids);
    await createDelegation(ctx, { principalId: ids.dan, delegateId, ...week });
    await updateMember(ctx, { id: ids.gus, revision: null, status: "disabled" });
    const request = await open(office);
    await applyAtOpening(office, request);
    expect(seatOf(await getRequest(ctx, request.id), ids.dan).status).toBe("open");
  }
});

test("two principals of one delegate give one seat away, since nobody sits twice in a stage", async () => {
  const office = await openFinance();
  const { ctx, ids } = office;
  await createDelegation(ctx, { principalId: ids.dan, delegateId: ids.fay, ...week });
  await createDelegation(ctx, { principalId: ids.eve, delegateId: ids.fay, ...week });
  const request = await open(office);
  await applyAtOpening(office, request);
  const seats = (await getRequest(ctx, request.id)).stages[0]?.assignments ?? [];
  expect(seats.filter(({ memberId }) => memberId === ids.fay)).toHaveLength(1);
  expect(seats.filter(({ status }) => status === "open")).toHaveLength(2);
});

test("another kind, too large an amount, another currency or another time delegates nothing", async () => {
  const office = await openFinance();
  const { ctx, ids } = office;
  const people = { principalId: ids.dan, delegateId: ids.fay };
  await createDelegation(ctx, { ...people, ...week, amountLimit: { amount: "1.00", currency: "USD" } });
  await createDelegation(ctx, { ...people, ...week, amountLimit: { amount: "99999.00", currency: "EUR" } });
  await createDelegation(ctx, { ...people, startsAt: inDays(1), endsAt: inDays(2) });
  const request = await open(office);
  await applyAtOpening(office, request);
  expect(seatOf(await getRequest(ctx, request.id), ids.dan).status).toBe("open");
  const enough = { amount: "99999.00", currency: request.amount?.currency ?? "" };
  await createDelegation(ctx, { ...people, ...week, kinds: ["order"], amountLimit: enough });
  expect(seatOf(await getRequest(ctx, request.id), ids.dan).status).toBe("delegated");
});

test("revoking takes nothing back and holds for what opens later; twice is once", async () => {
  const office = await openFinance();
  const { ctx, ids } = office;
  const { id } = await createDelegation(ctx, { principalId: ids.eve, ...week });
  expect((await getDelegation(ctx, id)).delegateId).toBe(ids.dan);
  const first = await revokeDelegation(ctx, id);
  expect(first.revokedAt).not.toBeNull();
  expect(await auditedBy(ctx, async () => expect(await revokeDelegation(ctx, id)).toEqual(first))).toEqual(
    [],
  );
  const request = await open(office);
  await applyAtOpening(office, request);
  expect(seatOf(await getRequest(ctx, request.id), ids.eve).status).toBe("open");
});

test("a seat that was given back stays with its person when others in the stage begin to delegate", async () => {
  const office = await openFinance();
  const { ctx, ids } = office;
  await createDelegation(ctx, { principalId: ids.dan, delegateId: ids.fay, ...week });
  const request = await open(office);
  const { id } = seatOf(await getRequest(ctx, request.id), ids.fay);
  await delegateSeat(ctx, { assignmentId: id, memberId: ids.dan });
  await createDelegation(ctx, { principalId: ids.eve, delegateId: ids.cleo, ...week });
  const seated = await getRequest(ctx, request.id);
  expect(seatOf(seated, ids.dan).status).toBe("open");
  expect(seatOf(seated, ids.cleo)).toMatchObject({ status: "open", principalId: ids.eve });
});

test("lists by principal, by delegate and by whether it is in force", async () => {
  const office = await openFinance();
  const { ctx, ids } = office;
  const make = async (principalId: Id<"member">, delegateId: Id<"member">, times = week) =>
    (await createDelegation(ctx, { principalId, delegateId, ...times })).id;
  const now = await make(ids.dan, ids.fay);
  const later = await make(ids.eve, ids.fay, { startsAt: inDays(1), endsAt: inDays(2) });
  const revoked = await make(ids.dan, ids.cleo);
  await revokeDelegation(ctx, revoked);
  const find = async (filter: object) =>
    (await listDelegations(ctx, { limit: 50, cursor: null, ...filter })).data.map(({ id }) => id);
  expect(await find({})).toEqual([revoked, later, now]);
  expect(await find({ principal: ids.dan })).toEqual([revoked, now]);
  expect(await find({ delegate: ids.fay })).toEqual([later, now]);
  expect(await find({ active: true })).toEqual([now]);
  expect(await find({ active: false })).toEqual([revoked, later]);
});

test("circles, oneself, strange people, strange kinds and strange times are refused by field", async () => {
  const office = await openFinance();
  const { ctx, ids } = office;
  const people = { principalId: ids.dan, delegateId: ids.fay };
  await createDelegation(ctx, { ...people, ...week });
  await createDelegation(ctx, { principalId: ids.fay, delegateId: ids.cleo, ...week });
  const nobody = "mem_00000000-0000-7000-8000-000000000000" as const;
  for (const [input, code, pointer] of [
    [{ principalId: ids.cleo, delegateId: ids.dan }, "delegation.cycle", "/delegateId"],
    [{ principalId: ids.eve, delegateId: ids.eve }, "delegation.cycle", "/delegateId"],
    [{ principalId: nobody }, "reference.unknown", "/principalId"],
    [{ principalId: ids.dan, delegateId: nobody }, "reference.unknown", "/delegateId"],
    [{ principalId: ids.bob }, "reference.unknown", "/delegateId"],
    [{ ...people, kinds: ["order", "nonsense"] }, "approval_request.kind_unknown", "/kinds/1"],
    [{ ...people, endsAt: inDays(-2) }, "body.invalid", "/endsAt"],
    [{ ...people, startsAt: inDays(-5), endsAt: inDays(-2) }, "body.invalid", "/endsAt"],
    [{ ...people, endsAt: inDays(400) }, "body.invalid", "/endsAt"],
  ] as const) {
    const asked = { ...week, ...input } as Parameters<typeof createDelegation>[1];
    await expectRefusal(ctx, () => createDelegation(ctx, asked), { code, pointers: [pointer] });
  }
  // At another time there is no circle.
  await createDelegation(ctx, {
    principalId: ids.cleo,
    delegateId: ids.dan,
    startsAt: inDays(8),
    endsAt: inDays(9),
  });
});

test("of two delegations that would close a circle together, made at once, one is refused", async () => {
  const office = await openFinance();
  const { ctx, ids } = office;
  const outcomes = await Promise.allSettled([
    createDelegation(ctx, { principalId: ids.dan, delegateId: ids.eve, ...week }),
    createDelegation(ctx, { principalId: ids.eve, delegateId: ids.dan, ...week }),
  ]);
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});
