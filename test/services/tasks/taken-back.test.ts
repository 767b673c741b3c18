import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { beginAttempt } from "../../../db/queries/task-attempts.ts";
import type { Id } from "../../../db/schema/columns.ts";
import { inTenant } from "../../../services/in-tenant.ts";
import { withdrawRequest } from "../../../services/requests/index.ts";
import { beginCompensation } from "../../../services/runs/begin-compensation.ts";
import { answerByHand } from "../../../services/service-tasks/answer.ts";
import { settleTask } from "../../../services/service-tasks/settle.ts";
import { openTask } from "../../support/open-task.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { openTaskCase, type TaskCase } from "./case.ts";

const system = { tasks: ["payment.*"], url: "https://erp.northwind.test/tasks" };
const definition = { type: "payment.authorize", input: () => ({ amount: "10.00" }) };
const failure = { task: "other", reasonCode: "failed", message: "" };
/** Longer than the other side takes to come to the lock. */
const heldMilliseconds = 300;

let opened: TestRuntime;
beforeAll(async () => {
  opened = await openRuntime({ ports: { http: { post: async () => ({ status: 503, body: "" }) } } });
});
afterAll(() => opened.close());

const open = () => openTaskCase(opened.runtime, system);

const runOf = async ({ read }: TaskCase): Promise<Id<"run">> => (await read()).runId;

const rings = async ({ ctx, id }: TaskCase): Promise<number> => {
  const rows = await inTenant(ctx, (tx) =>
    tx.execute(
      sql`select 1 from outbox_messages where kind = 'callback.complete' and payload->>'taskId' = ${id}`,
    ),
  );
  return rows.length;
};

/** Begins to undo, and runs the work while that is not committed yet. */
const whileUndoingBegins = async <Result>(
  { ctx }: TaskCase,
  runId: Id<"run">,
  work: () => Promise<Result>,
): Promise<Result> => {
  let during: Promise<Result> | undefined;
  await inTenant(ctx, async (tx, unit) => {
    // An approved request: only the run tells that it is over.
    await tx.execute(sql`update approval_requests set status = 'approved'`);
    await beginCompensation(unit, { runId, failure });
    during = work();
    await sleep(heldMilliseconds);
  });
  return during as Promise<Result>;
};

test("who waits again for a task after the request was taken back is rung at once", async () => {
  const one = await open();
  const runId = await runOf(one);
  await withdrawRequest(one.ctx, { id: one.requestId });
  expect(await rings(one)).toBe(1);
  await openTask(one.ctx, { runId, requestId: one.requestId });
  expect(await rings(one)).toBe(2);
});

test("nothing is asked for any more once the run undoes, however close the two come", async () => {
  const one = await open();
  const runId = await runOf(one);
  const { id } = await whileUndoingBegins(one, runId, () =>
    openTask(one.ctx, { runId, requestId: one.requestId, step: "beside" }),
  );
  expect(
    await inTenant(one.ctx, (tx) => tx.execute(sql`select status from service_tasks where step = 'beside'`)),
  ).toEqual([{ status: "canceled" }]);
  expect(id).not.toBe(one.id);
});

test("a task is settled by what the run is under the lock", async () => {
  const one = await open();
  const runId = await runOf(one);
  const settled = await whileUndoingBegins(one, runId, () =>
    settleTask(one.ctx, { runId, step: "authorize", definition }),
  );
  expect(settled).toMatchObject({ state: "ended", outcome: { status: "canceled" } });
});

test("a call that begins while a person answers is not forgotten by the answer", async () => {
  const one = await open();
  let answered: Promise<unknown> | undefined;
  await inTenant(one.ctx, async (tx) => {
    await beginAttempt(tx, one.ctx.tenantId, one.id);
    answered = inTenant(one.ctx, (_tx, unit) =>
      answerByHand(unit, { taskId: one.id, answerName: "cannotBeDone", fields: {}, comment: "No.", by: {} }),
    );
    await sleep(heldMilliseconds);
  });
  await answered;
  expect(await one.read()).toMatchObject({ status: "failed", attempts: 1 });
});
