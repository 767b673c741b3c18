import { afterAll, beforeAll, expect, test } from "vitest";
import { getRequest } from "../../../services/requests/index.ts";
import { routeRequest } from "../../../services/requests/route.ts";
import { awaitPosition } from "../../../services/stages/open.ts";
import { type Clock, openClock } from "../../support/pass-time.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { type People } from "../../support/timed-order.ts";
import {
  audited,
  bossDecides,
  mailed,
  openCase,
  seats,
  settle,
  stageIds,
  status,
  vote,
} from "../../support/timed-case.ts";

const hour = 3_600;
const day = 24 * hour;

let opened: TestRuntime;
let clock: Clock;
beforeAll(async () => {
  opened = await openRuntime();
  clock = openClock(opened.database.adminUrl);
});
afterAll(async () => {
  await clock.close();
  await opened.close();
});

const open = (stages: (people: People) => readonly object[]) => openCase(opened.runtime, clock, stages);

test("a reminder goes out when it is due, once, with the link that the seat has", async () => {
  const one = await open(bossDecides({ reminders: ["P1D", "P3D"] }));
  expect(await settle(one)).toMatchObject({ state: "open", dueInSeconds: day, deadlineInSeconds: 10 * day });
  await clock.pass(one.order.id, day);
  const events = await audited(one, async () => {
    const states = await Promise.all([settle(one), settle(one), settle(one), settle(one)]);
    expect(states).toEqual(
      Array(4).fill({ state: "open", dueInSeconds: 2 * day, deadlineInSeconds: 9 * day }),
    );
  });
  expect(events.map(({ action }) => action)).toEqual(["stage.reminded"]);
  expect(await mailed(one)).toEqual(["approval-requested boss", "approval-reminder boss"]);
  const [asked, reminded] = await clock.mails(one.order.id);
  expect(reminded?.jti).toBe(asked?.jti);
});

test("a reminder carries a new link when the seat's has expired", async () => {
  const one = await open(bossDecides({ deadline: "P30D", reminders: ["P8D"] }));
  await clock.pass(one.order.id, 8 * day);
  await settle(one);
  const [asked, reminded] = await clock.mails(one.order.id);
  expect(reminded?.template).toBe("approval-reminder");
  expect(reminded?.jti).not.toBe(asked?.jti);
});

test("after a week without us there is one reminder, and every rung of the ladder", async () => {
  const one = await open((people) => [
    {
      name: "manager",
      approvers: [{ member: people.carol }],
      quorum: "any",
      deadline: "P10D",
      reminders: ["P1D", "P2D", "P3D", "P4D", "P5D", "P6D", "P7D"],
      escalation: [
        { after: "P2D", to: { manager: 1 } },
        { after: "P4D", to: { manager: 2 } },
      ],
    },
  ]);
  await clock.pass(one.order.id, 7 * day + hour);
  const events = await audited(one, () => settle(one));
  expect(events.map(({ action }) => action)).toEqual([
    "stage.reminded",
    "stage.escalated",
    "stage.escalated",
  ]);
  expect(await mailed(one)).toEqual([
    "approval-requested carol",
    "approval-reminder carol",
    "approval-escalated boss",
    "approval-escalated chief",
  ]);
  expect(await seats(one)).toEqual(["Carol open", "Boss open standing in", "Chief open standing in"]);
});

test("whoever an escalation added decides in the place of the silent one", async () => {
  const one = await open((people) => [
    {
      name: "both",
      approvers: [{ member: people.carol }, { member: people.dan }],
      quorum: "all",
      escalation: [{ after: "P1D", to: { member: people.chief } }],
    },
  ]);
  await vote(one, "Dan");
  await clock.pass(one.order.id, day);
  await settle(one);
  await vote(one, "Chief");
  expect(await status(one)).toEqual(["approved", "approved"]);
  expect(await settle(one)).toEqual({ state: "approved" });
});

test("a rung seats nobody twice, not the requester, nobody disabled, says why, and the next goes on", async () => {
  const one = await open((people) => [
    {
      name: "audit",
      approvers: [{ group: people.audit }],
      quorum: { perGroup: 1 },
      escalation: [
        { after: "P1D", to: { group: people.audit } },
        { after: "P1D", to: { member: people.gone } },
        { after: "P2D", to: { manager: 1 } },
        { after: "P2D", to: { manager: 2 } },
      ],
    },
  ]);
  await clock.pass(one.order.id, 2 * day);
  const details = (await audited(one, () => settle(one))).map(({ detail }) => detail);
  expect(details).toMatchObject([
    {
      rung: 1,
      to: { group: one.people.audit },
      added: [],
      missing: expect.arrayContaining([
        "Gone is disabled",
        "Ann is the requester",
        "Dan has a seat in the stage already",
      ]),
    },
    { rung: 2, added: [], missing: ["Gone is disabled"] },
    { rung: 3, added: [{ memberId: one.people.chief }], missing: [] },
    { rung: 4, added: [], missing: ["Chief has no manager (level 2)"] },
  ]);
  const stage = (await getRequest(one.ctx, one.order.id)).stages[0];
  expect(stage?.assignments[1]).toMatchObject({
    memberName: "Chief",
    standsIn: true,
    reason: { type: "group", groupId: one.people.audit },
    takenFrom: stage?.assignments[0]?.id,
  });
});

test("at the deadline a stage may reject the request, by the policy", async () => {
  const one = await open(bossDecides({ onDeadline: "reject" }));
  await clock.pass(one.order.id, 10 * day);
  const events = await audited(one, async () => {
    expect(await settle(one)).toEqual({ state: "ended" });
    expect(await settle(one)).toEqual({ state: "ended" });
  });
  expect(events).toMatchObject([
    {
      action: "approval_request.rejected",
      actor: { type: "system", name: "policy" },
      detail: { stage: "manager", bySilence: true },
    },
  ]);
  expect(await status(one)).toEqual(["rejected", "rejected"]);
  expect(await seats(one)).toEqual(["Boss expired"]);
});

const silence = { onDeadline: "approve", approveUpTo: { amount: "100000.00", currency: "USD" } };

test("at the deadline a stage may be approved by silence, and the next one opens", async () => {
  const one = await open((people) => [
    { name: "manager", approvers: [{ manager: 1 }], quorum: "any", deadline: "P1D", ...silence },
    { name: "last", approvers: [{ member: people.carol }], quorum: "any", deadline: "P1D", ...silence },
  ]);
  await clock.pass(one.order.id, day);
  const events = await audited(one, async () => expect(await settle(one)).toEqual({ state: "approved" }));
  expect(events).toMatchObject([
    {
      action: "stage.approved",
      actor: { type: "system", name: "policy" },
      detail: { bySilence: true, request: { status: "pending" } },
    },
  ]);
  expect(await status(one)).toEqual(["pending", "approved", "not_started"]);
  await awaitPosition(one.ctx, {
    stageIds: stageIds(one.order, 2),
    runId: one.order.run.id,
    callbackId: "two",
  });
  await clock.pass(one.order.id, day);
  expect(await settle(one, 2)).toEqual({ state: "approved" });
  expect(await status(one)).toEqual(["approved", "approved", "approved"]);
});

test("silence approves nothing that somebody has rejected", async () => {
  const one = await open((people) => [
    {
      name: "most",
      approvers: [{ member: people.carol }, { member: people.dan }, { member: people.chief }],
      quorum: { count: 2 },
      rejection: "majorityOutOfReach",
      deadline: "P1D",
      ...silence,
    },
  ]);
  await vote(one, "Dan", { outcome: "reject" });
  await clock.pass(one.order.id, day);
  expect(await settle(one)).toEqual({ state: "ended" });
  expect(await status(one)).toEqual(["expired", "canceled"]);
});

const parallel = (people: People) => [
  { name: "legal", approvers: [{ member: people.carol }], quorum: "any", deadline: "P4D" },
  {
    name: "finance",
    approvers: [{ member: people.dan }],
    quorum: "any",
    parallelWith: "legal",
    deadline: "P2D",
    reminders: ["P1D"],
    ...silence,
  },
  { name: "board", approvers: [{ member: people.chief }], quorum: "any" },
];

test("stages of one position open together on one callback, which each keeps sealed for itself", async () => {
  const one = await open(parallel);
  expect(await status(one)).toEqual(["pending", "active", "active", "not_started"]);
  expect(await mailed(one)).toEqual(["approval-requested carol", "approval-requested dan"]);
  const routed = await routeRequest(one.ctx, one.order.id);
  expect(routed).toMatchObject({
    positions: [
      { stageIds: stageIds(one.order), firstDueSeconds: day },
      { stageIds: stageIds(one.order, 2) },
    ],
  });
  expect(await settle(one)).toMatchObject({ dueInSeconds: day, deadlineInSeconds: 2 * day });
});

test("a position is passed when all of its stages are, one of them by silence", async () => {
  const one = await open(parallel);
  await clock.pass(one.order.id, 2 * day);
  expect(await settle(one)).toMatchObject({ state: "open", dueInSeconds: 2 * day });
  expect(await status(one)).toEqual(["pending", "active", "approved", "not_started"]);
  await vote(one, "Carol");
  expect(await settle(one)).toEqual({ state: "approved" });
  expect((await status(one))[0]).toBe("pending");
});

test("a run of an earlier round ends, whatever the request has come back as", async () => {
  const one = await open(bossDecides({}));
  await clock.nextRun(one.order.id);
  expect(await settle(one)).toEqual({ state: "ended" });
  expect((await getRequest(one.ctx, one.order.id)).status).toBe("pending");
});

test("a run whose request was edited asks for approvals anew", async () => {
  const one = await open(bossDecides({}));
  await clock.nextRound(one.order.id);
  expect(await settle(one)).toEqual({ state: "reopened" });
});
