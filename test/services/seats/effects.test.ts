import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { inTenant } from "../../../services/in-tenant.ts";
import { getRequest } from "../../../services/requests/index.ts";
import { type Office, openOffice, seatOf, vote } from "../../support/office.ts";
import { openPosition } from "../../support/positions.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { auditedBy, expectRefusal } from "../../support/tenant.ts";

const statements: string[] = [];
let opened: TestRuntime;
let office: Office;
beforeAll(async () => {
  opened = await openRuntime({ onStatement: (text) => statements.push(text) });
  office = await openOffice(opened.runtime, "Acme");
  await office.rule(({ ids, groupId }) => ({
    stages: [
      {
        name: "finance",
        approvers: [{ group: groupId }],
        quorum: "all",
        onReject: { comment: true, reasonCodes: ["price"] },
      },
      { name: "legal", approvers: [{ member: ids.fay }], quorum: "any", parallelWith: "finance" },
      { name: "last", approvers: [{ member: ids.cleo }], quorum: "any" },
    ],
  }));
});
afterAll(() => opened.close());

const openBoth = async () => openPosition(office.ctx, await office.ask(), 1);

/** The links that still open something, and the bells that are to ring, by stage. */
const outside = (requestId: Awaited<ReturnType<typeof openBoth>>["id"]) =>
  inTenant(office.ctx, async (tx) => {
    const uuid = requestId.slice("req_".length);
    const links = await tx.execute<{ name: string }>(sql`select s.name from action_links l
      join assignments a on a.tenant_id = l.tenant_id and a.id = l.assignment_id
      join stages s on s.tenant_id = a.tenant_id and s.id = a.stage_id
      where l.request_id = ${uuid} and l.status = 'active' order by s.name`);
    const bells = await tx.execute<{ name: string }>(sql`select s.name from outbox_messages o
      join stages s on 'stg_' || s.id = o.payload->>'stageId'
      where o.request_id = ${uuid} and o.kind = 'callback.complete' order by s.name`);
    return { links: links.map(({ name }) => name), bells: bells.map(({ name }) => name) };
  });

const states = async (requestId: Awaited<ReturnType<typeof openBoth>>["id"]) => {
  const { status, stages } = await getRequest(office.ctx, requestId);
  return [status, ...stages.map((stage) => `${stage.name} ${stage.status}`)];
};

test("stages of one position are open together, and a request is approved with the last of its stages", async () => {
  const { ctx, ids } = office;
  const request = await openBoth();
  expect(await outside(request.id)).toEqual({ links: ["finance", "finance", "legal"], bells: [] });
  await vote(ctx, seatOf(request, ids.fay).id, "approve");
  expect(await outside(request.id)).toEqual({ links: ["finance", "finance"], bells: ["legal"] });
  await vote(ctx, seatOf(request, ids.dan).id, "approve");
  await vote(ctx, seatOf(request, ids.eve).id, "approve");
  const between = ["pending", "finance approved", "legal approved", "last not_started"];
  expect(await states(request.id)).toEqual(between);
  const next = await openPosition(ctx, request, 2);
  await vote(ctx, seatOf(next, ids.cleo).id, "approve");
  expect((await states(request.id))[0]).toBe("approved");
});

test("a rejected stage rejects the request, cancels the others, and rings for each that was open", async () => {
  const request = await openBoth();
  await vote(office.ctx, seatOf(request, office.ids.fay).id, "reject");
  expect(await states(request.id)).toEqual([
    "rejected",
    "finance canceled",
    "legal rejected",
    "last canceled",
  ]);
  expect(await outside(request.id)).toEqual({ links: [], bells: ["finance", "legal"] });
});

test("a returned request goes back with nothing left open, and is not closed", async () => {
  const { ctx, ids } = office;
  const request = await openBoth();
  const seat = seatOf(request, ids.dan);
  const decided = await vote(ctx, seat.id, "return", { comment: "Which cost center?" });
  expect([decided.request.status, decided.stage.status]).toEqual(["returned", "canceled"]);
  const returned = await getRequest(ctx, request.id);
  expect(returned.closedAt).toBeNull();
  expect(seatOf(returned, ids.eve).status).toBe("not_required");
  expect(await outside(request.id)).toEqual({ links: [], bells: ["finance", "legal"] });
  await expectRefusal(ctx, () => vote(ctx, seatOf(request, ids.eve).id, "approve"), {
    code: "assignment.not_open",
  });
});

test("somebody who recuses themselves counts no more; when all have, the stage waits for somebody to join", async () => {
  const { ctx, ids } = office;
  const request = await openBoth();
  expect((await vote(ctx, seatOf(request, ids.dan).id, "recuse")).stage.status).toBe("active");
  const audited = await auditedBy(ctx, () => vote(ctx, seatOf(request, ids.eve).id, "recuse"));
  expect(audited.map(({ action }) => action)).toEqual(["decision.recorded", "stage.out_of_reach"]);
  const left = await getRequest(ctx, request.id);
  expect([seatOf(left, ids.dan).status, seatOf(left, ids.dan).decision?.outcome]).toEqual([
    "recused",
    "recuse",
  ]);
  expect(left.status).toBe("pending");
  const one = await openBoth();
  await vote(ctx, seatOf(one, ids.dan).id, "recuse");
  expect((await vote(ctx, seatOf(one, ids.eve).id, "approve")).stage.status).toBe("approved");
});

test("a rejection says what the policy wants to know, or changes nothing", async () => {
  const { ctx, ids } = office;
  const request = await openBoth();
  const seat = seatOf(request, ids.dan);
  const pointers = ["/comment", "/reasonCode"];
  await expectRefusal(ctx, () => vote(ctx, seat.id, "reject"), {
    code: "decision.reason_required",
    pointers,
  });
  const said = { comment: "Too dear", reasonCode: "price" };
  expect((await vote(ctx, seat.id, "reject", said)).decision).toMatchObject(said);
});

test("a decision reads its facts in few statements, however many seats and stages there are", async () => {
  const request = await openBoth();
  statements.length = 0;
  await vote(office.ctx, seatOf(request, office.ids.dan).id, "approve");
  // Begin, tenant, five to read, seat, decision, links, audit, commit.
  expect(statements.length).toBeLessThanOrEqual(12);
});
