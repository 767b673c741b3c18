import { afterAll, beforeAll, expect, test } from "vitest";
import { escalateRequest, remindRequest } from "../../../services/stages/index.ts";
import { type Clock, openClock } from "../../support/pass-time.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { expectRefusal } from "../../support/tenant.ts";
import type { People } from "../../support/timed-order.ts";
import { audited, bossDecides, mailed, openCase, seats, settle, vote } from "../../support/timed-case.ts";

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

test("by hand a stage is reminded at most once an hour, beside the policy's own reminders", async () => {
  const one = await open(bossDecides({ reminders: ["P1D"] }));
  const events = await audited(one, () => remindRequest(one.ctx, { id: one.order.id, comment: "please" }));
  expect(events).toMatchObject([{ action: "stage.reminded", detail: { byHand: true, comment: "please" } }]);
  await expectRefusal(one.ctx, () => remindRequest(one.ctx, { id: one.order.id }), {
    code: "stage.reminded_recently",
  });
  await clock.pass(one.order.id, hour);
  await remindRequest(one.ctx, { id: one.order.id });
  await clock.pass(one.order.id, day);
  await settle(one);
  expect((await mailed(one)).filter((mail) => mail === "approval-reminder boss")).toHaveLength(3);
});

test("by hand the next rung is climbed at once, not again when it is due, and none after the last", async () => {
  const one = await open(bossDecides({ escalation: [{ after: "P1D", to: { manager: 1 } }] }));
  const events = await audited(one, () => escalateRequest(one.ctx, { id: one.order.id }));
  expect(events).toMatchObject([{ action: "stage.escalated", detail: { byHand: true, rung: 1 } }]);
  expect(await seats(one)).toEqual(["Boss open", "Chief open standing in"]);
  await expectRefusal(one.ctx, () => escalateRequest(one.ctx, { id: one.order.id }), {
    code: "stage.no_escalation",
  });
  await clock.pass(one.order.id, day);
  expect(await audited(one, () => settle(one))).toEqual([]);
});

test("nobody is reminded of a request that is closed", async () => {
  const one = await open(bossDecides({ reminders: ["P1D"] }));
  await vote(one, "Boss");
  await clock.pass(one.order.id, day);
  expect(await audited(one, () => settle(one))).toEqual([]);
  for (const verb of [remindRequest, escalateRequest]) {
    await expectRefusal(one.ctx, () => verb(one.ctx, { id: one.order.id }), {
      code: "approval_request.not_pending",
    });
  }
});
