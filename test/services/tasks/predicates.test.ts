import { afterAll, beforeAll, expect, test } from "vitest";
import {
  answerForPerson,
  completeTask,
  failTask,
  getServiceTask,
  heartbeatTask,
  listTasks,
} from "../../../services/service-tasks/index.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { expectRefusal } from "../../support/tenant.ts";
import { openTaskCase, type TaskCase } from "./case.ts";

const url = "https://erp.theirs.test/tasks";
const called: string[] = [];

let opened: TestRuntime;
let ours: TaskCase;
let theirs: TaskCase;
beforeAll(async () => {
  // A superuser steps over row-level security: whatever still holds, the statements hold by themselves.
  const http = {
    post: async (post: { readonly url: string }) => {
      called.push(post.url);
      return { status: 503, body: "" };
    },
  };
  opened = await openRuntime({ as: "admin", ports: { http } });
  theirs = await openTaskCase(opened.runtime, {
    tasks: ["payment.*"],
    url,
    performer: { role: "tenant_admin" },
  });
  ours = await openTaskCase(opened.runtime, null);
});
afterAll(() => opened.close());

test("without row-level security, tasks of another tenant are not listed, found or changed", async () => {
  const { id } = theirs;
  const { data } = await listTasks(ours.ctx, { limit: 50, cursor: null });
  expect(data.map((task) => task.id)).toEqual([ours.id]);
  const before = await theirs.read();
  for (const attempt of [
    () => getServiceTask(ours.ctx, id),
    () => completeTask(ours.ctx, { id }),
    () => failTask(ours.ctx, { id, outcome: "failed", reasonCode: "mine" }),
    () => heartbeatTask(ours.ctx, { id, extendSeconds: 600 }),
    () => answerForPerson(ours.ctx, { id, answer: "done", fields: {} }),
  ]) {
    await expectRefusal(ours.ctx, attempt, { code: "resource.not_found" });
  }
  expect(await theirs.read()).toEqual(before);
});

test("a task is a person's where another tenant's system alone could do it, and nobody of theirs is asked", async () => {
  expect(await ours.read()).toMatchObject({
    performedBy: "person",
    asked: [{ memberId: ours.ids.gus, name: "gus" }],
  });
  await ours.deliver();
  expect(called).toEqual([]);
  await theirs.deliver();
  expect(called).toEqual([url]);
  expect((await ours.read()).calls).toEqual([]);
});
