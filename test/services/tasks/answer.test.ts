import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Id } from "../../../db/schema/columns.ts";
import type { ByHandInput } from "../../../services/service-tasks/model.ts";
import { inTenant } from "../../../services/in-tenant.ts";
import { answerByHand, answerTask } from "../../../services/service-tasks/answer.ts";
import {
  answerForPerson,
  completeTask,
  failTask,
  heartbeatTask,
  listTasks,
} from "../../../services/service-tasks/index.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { auditedBy, expectRefusal } from "../../support/tenant.ts";
import { openTaskCase, type TaskCase } from "./case.ts";

const url = "https://erp.northwind.test/tasks";
const system = { tasks: ["payment.*"], url };

let opened: TestRuntime;
let status = 503;
beforeAll(async () => {
  opened = await openRuntime({ ports: { http: { post: async () => ({ status, body: "" }) } } });
});
afterAll(() => opened.close());

const form: ByHandInput = {
  title: "Authorize the payment",
  instructions: "Please authorize it at the bank.",
  answers: [
    {
      name: "authorized",
      label: "Authorized",
      tone: "good",
      outcome: "completed",
      fields: [{ name: "authorizationId", label: "Number", type: "text" }],
    },
    {
      name: "refused",
      label: "Refused",
      tone: "bad",
      outcome: "declined",
      reasonCode: "refused_by_bank",
      comment: "required",
    },
    { name: "impossible", label: "Cannot be done", tone: "bad", outcome: "declined" },
  ],
};
const byHand = () =>
  openTaskCase(opened.runtime, { tasks: ["payment.*"], performer: { role: "tenant_admin" } }, () => ({
    byHand: () => form,
  }));
const bySystem = () => openTaskCase(opened.runtime, system, () => ({ byHand: () => form }));

const rings = async ({ ctx, id }: TaskCase): Promise<number> => {
  const rows = await inTenant(ctx, (tx) =>
    tx.execute(
      sql`select 1 from outbox_messages where kind = 'callback.complete' and payload->>'taskId' = ${id}`,
    ),
  );
  return rows.length;
};

const activeLinks = async ({ ctx }: TaskCase): Promise<number> => {
  return (await inTenant(ctx, (tx) => tx.execute(sql`select 1 from task_links where status = 'active'`)))
    .length;
};

test("an answer ends a task once: it voids its links, rings once, and the same again answers the same", async () => {
  const one = await byHand();
  expect(await activeLinks(one)).toBe(1);
  const answer = { outcome: "completed", result: { b: 1, a: [2.5, null] } } as const;
  const by = { via: "test" };
  const events = await auditedBy(one.ctx, async () => {
    for (let count = 0; count < 2; count += 1) {
      await inTenant(one.ctx, (_tx, unit) => answerTask(unit, { taskId: one.id, answer, by }));
    }
  });
  expect(events).toMatchObject([{ action: "service_task.completed", detail: { performedBy: "person", by } }]);
  expect([await rings(one), await activeLinks(one)]).toEqual([1, 0]);
  const again = { id: one.id, result: { a: [2.5, null], b: 1 } };
  expect(await completeTask(one.ctx, again)).toMatchObject({ status: "completed", result: again.result });
});

test("another answer is refused with the recorded one", async () => {
  const one = await bySystem();
  await completeTask(one.ctx, { id: one.id, result: { n: 1 }, comment: "done" });
  for (const work of [
    () => completeTask(one.ctx, { id: one.id, result: { n: 2 } }),
    () => failTask(one.ctx, { id: one.id, outcome: "failed", reasonCode: "late" }),
    () => answerForPerson(one.ctx, { id: one.id, answer: "impossible", fields: {} }),
  ]) {
    const error = await expectRefusal(one.ctx, work, { code: "service_task.answered_otherwise" });
    expect(error.extensions).toMatchObject({ task: { id: one.id, status: "completed", result: { n: 1 } } });
  }
});

test("of twenty answers at once one counts", async () => {
  const one = await bySystem();
  const answers = await Promise.allSettled(
    Array.from({ length: 20 }, (_, index) =>
      completeTask(one.ctx, { id: one.id, result: { winner: index % 2 } }),
    ),
  );
  expect(answers.filter((answer) => answer.status === "fulfilled")).toHaveLength(10);
  expect(await rings(one)).toBe(1);
});

test("a failure and a decline over the API are recorded with their reason, and may be said again", async () => {
  for (const outcome of ["failed", "declined"] as const) {
    const one = await bySystem();
    const failure = { id: one.id, outcome, reasonCode: "no_stock", message: "Nothing left." };
    const first = await failTask(one.ctx, failure);
    expect(first).toMatchObject({ status: outcome, reasonCode: "no_stock", message: "Nothing left." });
    expect(await failTask(one.ctx, failure)).toEqual(first);
  }
});

test("an answer by hand becomes the result, with its name, and says that a person gave it", async () => {
  const one = await byHand();
  const events = await auditedBy(one.ctx, () =>
    answerForPerson(one.ctx, {
      id: one.id,
      answer: "authorized",
      fields: { authorizationId: "a-17" },
      comment: "by phone",
      actingMemberId: one.ids.gus,
    }),
  );
  const result = { authorizationId: "a-17", answer: "authorized", byHand: true };
  expect(await one.read()).toMatchObject({ status: "completed", result, message: "by phone" });
  const by = { via: "api", comment: "by phone", actingMemberId: one.ids.gus };
  expect(events).toMatchObject([{ action: "service_task.completed", detail: { by } }]);
});

test("what does not fit the form is refused with pointers", async () => {
  const one = await byHand();
  for (const [input, pointer] of [
    [{ answer: "authorized", fields: {} }, "/fields/authorizationId"],
    [{ answer: "impossible", fields: { surprise: 1 } }, "/fields/surprise"],
    [{ answer: "refused", fields: {} }, "/comment"],
    [{ answer: "perhaps", fields: {} }, "/answer"],
  ] as const) {
    const refusal = { code: "body.invalid", pointers: [pointer] } as const;
    await expectRefusal(one.ctx, () => answerForPerson(one.ctx, { id: one.id, ...input }), refusal);
  }
});

test("declined by hand is a business outcome, and a failure where a system was called before", async () => {
  const decline = async (one: TaskCase, answerName: string, comment: string | null) => {
    await inTenant(one.ctx, (_tx, unit) =>
      answerByHand(unit, { taskId: one.id, answerName, fields: {}, comment, by: { via: "test" } }),
    );
    const { status: is, reasonCode, message } = await one.read();
    return [is, reasonCode, message];
  };
  expect(await decline(await byHand(), "refused", "No cover.")).toEqual([
    "declined",
    "refused_by_bank",
    "No cover.",
  ]);
  expect(await decline(await byHand(), "impossible", null)).toEqual(["declined", "cannot_be_done", ""]);
  const called = await bySystem();
  status = 503;
  await called.deliver();
  expect(await decline(called, "impossible", null)).toEqual(["failed", "cannot_be_done", ""]);
});

test("only somebody who was asked, or a tenant admin, is acted for", async () => {
  const ask = () =>
    openTaskCase(opened.runtime, null, ({ groupId }) => ({ performer: () => ({ group: groupId }) }));
  const one = await ask();
  expect((await one.read()).asked.map(({ name }) => name)).toEqual(["dan", "eve"]);
  const answer = (actingMemberId: Id<"member">, { ctx, id } = one) =>
    answerForPerson(ctx, { id, answer: "done", fields: {}, actingMemberId });
  await expectRefusal(one.ctx, () => answer(one.ids.bob), { code: "actor.not_allowed" });
  await expectRefusal(one.ctx, () => answer(opened.runtime.ports.ids.next("member")), {
    code: "reference.unknown",
    pointers: ["/actingMemberId"],
  });
  expect(await answer(one.ids.dan)).toMatchObject({ status: "completed", result: { answer: "done" } });
  const other = await ask();
  expect(await answer(other.ids.gus, other)).toMatchObject({ status: "completed" });
});

test("a heartbeat moves the end of the wait, never back, and only while the task is open", async () => {
  const one = await bySystem();
  const before = await one.read();
  const due = (text: string | null): number => Date.parse(text ?? "");
  const longer = await heartbeatTask(one.ctx, { id: one.id, extendSeconds: 3 * 86_400 });
  expect(due(longer.dueAt) - due(before.dueAt)).toBeGreaterThan(1.9 * 86_400_000);
  expect((await heartbeatTask(one.ctx, { id: one.id, extendSeconds: 60 })).dueAt).toBe(longer.dueAt);
  await completeTask(one.ctx, { id: one.id });
  await expectRefusal(one.ctx, () => heartbeatTask(one.ctx, { id: one.id, extendSeconds: 60 }), {
    code: "service_task.not_open",
  });
});

test("an accepted task is completed later over the API", async () => {
  const one = await bySystem();
  status = 202;
  await one.deliver();
  expect(await completeTask(one.ctx, { id: one.id, result: { late: true } })).toMatchObject({
    status: "completed",
    attempts: 1,
  });
});

test("a list is filtered by status, type and request", async () => {
  const one = await bySystem();
  const list = async (filter: object) =>
    (await listTasks(one.ctx, { limit: 5, cursor: null, ...filter })).data.map(({ id }) => id);
  expect(await list({ status: "pending", type: "payment.authorize", requestId: one.requestId })).toEqual([
    one.id,
  ]);
  for (const filter of [
    { status: "failed" },
    { type: "payment.capture" },
    { requestId: opened.runtime.ports.ids.next("request") },
  ]) {
    expect(await list(filter)).toEqual([]);
  }
});
