import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { disableIntegration, listIntegrations } from "../../../services/integrations/index.ts";
import type { HttpAnswer, HttpPost } from "../../../services/ports.ts";
import { cancelRequest } from "../../../services/requests/index.ts";
import { completeTask } from "../../../services/service-tasks/index.ts";
import { settleTask } from "../../../services/service-tasks/settle.ts";
import { openRuntime, type TestRuntime } from "../../support/runtime.ts";
import { auditedBy } from "../../support/tenant.ts";
import { openTaskCase, type TaskCase } from "./case.ts";

const url = "https://erp.northwind.test/tasks";
const ok = (body: unknown): HttpAnswer => ({ status: 200, body: JSON.stringify(body) });
const away: HttpAnswer = { status: 503, body: "<html>secret of theirs</html>" };
const done = ok({ outcome: "completed", result: { authorizationId: "a1" } });

let opened: TestRuntime;
const posts: HttpPost[] = [];
let answer: (post: HttpPost) => HttpAnswer | Promise<HttpAnswer>;
beforeAll(async () => {
  const http = {
    post: async (post: HttpPost) => {
      posts.push(post);
      return answer(post);
    },
  };
  opened = await openRuntime({ ports: { http } });
});
afterAll(() => opened.close());
beforeEach(() => {
  posts.length = 0;
});

const open = (more: object = {}) => openTaskCase(opened.runtime, { tasks: ["payment.*"], url, ...more });

const actions = async (one: TaskCase, work: () => Promise<unknown>) =>
  (await auditedBy(one.ctx, work)).map(({ action }) => action);

test("a call goes out under the task's id, numbered, and its answer ends the task and keeps the call", async () => {
  const one = await open({ timeoutSeconds: 3 });
  answer = () => done;
  const events = await auditedBy(one.ctx, one.deliver);
  expect(events).toMatchObject([
    { action: "service_task.completed", detail: { attempts: 1, by: { via: "integration", attempt: 1 } } },
  ]);
  expect(JSON.stringify(events)).not.toContain("authorizationId");
  expect(posts).toMatchObject([
    { url, timeoutMilliseconds: 3_000, headers: { "idempotency-key": one.id, "webhook-id": one.id } },
  ]);
  expect(JSON.parse(posts[0]?.body ?? "")).toMatchObject({ task: { id: one.id, attempt: 1 } });
  expect(await one.read()).toMatchObject({
    status: "completed",
    result: { authorizationId: "a1" },
    calls: [{ attempt: 1, httpStatus: 200, outcome: "completed", message: null }],
  });
});

test("a delivery after the end calls nobody", async () => {
  const one = await open();
  answer = () => done;
  await one.deliver();
  expect(await actions(one, one.deliver)).toEqual([]);
  expect(posts).toHaveLength(1);
});

test("a decline ends the task at once, and is no failure", async () => {
  const one = await open();
  answer = () => ok({ outcome: "declined", reasonCode: "insufficient_funds", message: "No." });
  expect(await one.deliver()).toBe("done");
  expect(await one.read()).toMatchObject({
    status: "declined",
    reasonCode: "insufficient_funds",
    calls: [{ outcome: "declined" }],
  });
});

test("failures come back by the integration's plan and then are a person's, with nothing of the body kept", async () => {
  const retry = { attempts: 3, firstDelaySeconds: 2, maxDelaySeconds: 3 };
  const one = await open({ retry, performer: { role: "tenant_admin" } });
  answer = () => away;
  for (const failures of [1, 2]) {
    expect(await one.deliver()).toMatchObject({
      plan: { failures, backoff: { firstMilliseconds: 2_000, maxMilliseconds: 3_000 } },
    });
  }
  const events = await auditedBy(one.ctx, one.deliver);
  const detail = { attempts: 3, message: "The answer was status 503.", asked: 1 };
  expect(events).toMatchObject([{ action: "service_task.handed_to_person", detail }]);
  const task = await one.read();
  expect(task).toMatchObject({ status: "pending", performedBy: "person", attempts: 3 });
  expect(task.calls.map(({ attempt, outcome }) => [attempt, outcome])).toEqual([
    [1, "failed"],
    [2, "failed"],
    [3, "failed"],
  ]);
  expect(task.asked).toEqual([{ memberId: one.ids.gus, name: "gus" }]);
  expect(JSON.stringify(task)).not.toContain("secret of theirs");
  expect(JSON.stringify(events)).not.toContain("@acme.example");
  expect(await one.deliver()).toBe("done");
  expect(posts).toHaveLength(3);
});

test("with nobody to ask, the task stays open for the API, and the log says so", async () => {
  const retry = { attempts: 1, firstDelaySeconds: 1, maxDelaySeconds: 1 };
  const one = await open({ retry, performer: { attribute: { department: "nowhere" } } });
  answer = () => away;
  const events = await auditedBy(one.ctx, one.deliver);
  expect(events).toMatchObject([{ action: "service_task.handed_to_person", detail: { asked: 0 } }]);
  expect(await completeTask(one.ctx, { id: one.id, result: { ok: true } })).toMatchObject({
    status: "completed",
  });
});

test("202 is later: the task is accepted, and not called any more", async () => {
  const one = await open();
  answer = () => ({ status: 202, body: "" });
  expect(await actions(one, one.deliver)).toEqual(["service_task.accepted"]);
  expect(await one.deliver()).toBe("done");
  expect(posts).toHaveLength(1);
  expect(await one.read()).toMatchObject({ status: "accepted", calls: [{ outcome: "accepted" }] });
});

test("a task that was canceled while it waited is not called", async () => {
  const one = await open();
  await cancelRequest(one.ctx, { id: one.requestId });
  const { runId, step } = await one.read();
  await settleTask(one.ctx, { runId, step, definition: { type: "payment.authorize", input: () => ({}) } });
  expect(await one.deliver()).toBe("done");
  expect([posts.length, (await one.read()).status]).toEqual([0, "canceled"]);
});

test("the first answer counts: one over the API while the system is called is not overruled", async () => {
  const one = await open();
  answer = async () => {
    await completeTask(one.ctx, { id: one.id, result: { by: "api" } });
    return ok({ outcome: "completed", result: { by: "http" } });
  };
  expect(await actions(one, one.deliver)).toEqual(["service_task.completed"]);
  expect(await one.read()).toMatchObject({
    result: { by: "api" },
    calls: [{ attempt: 1, outcome: "completed" }],
  });
});

test("a failure of a call whose task has ended meanwhile is not tried again", async () => {
  const one = await open();
  answer = async () => {
    await completeTask(one.ctx, { id: one.id });
    return away;
  };
  expect(await one.deliver()).toBe("done");
});

test("a process that dies between call and answer uses an attempt up, and the next has the next number", async () => {
  const retry = { attempts: 2, firstDelaySeconds: 1, maxDelaySeconds: 1 };
  const one = await open({ retry });
  let numbered = 0;
  answer = () => {
    numbered += 1;
    return numbered === 1 ? new Promise<HttpAnswer>(() => {}) : away;
  };
  void one.deliver();
  await expect.poll(() => numbered).toBe(1);
  expect(await one.deliver()).toBe("done");
  const task = await one.read();
  expect([task.attempts, task.performedBy, task.calls.map(({ attempt }) => attempt)]).toEqual([
    2,
    "person",
    [2],
  ]);
});

test("a task whose system was disconnected meanwhile is a person's at once", async () => {
  const one = await openTaskCase(opened.runtime, { tasks: ["payment.*"], url });
  const { data } = await listIntegrations(one.ctx, { limit: 1, cursor: null });
  for (const { id } of data) await disableIntegration(one.ctx, id);
  expect(await actions(one, one.deliver)).toEqual(["service_task.handed_to_person"]);
  expect(posts).toHaveLength(0);
});

test("each tenant's own system is called, under its own secret, and no other's", async () => {
  const at = (name: string) => ({ url: `https://${name}.test/tasks` });
  const ours = await open(at("ours"));
  const theirs = await open(at("theirs"));
  answer = () => done;
  await Promise.all([ours.deliver(), theirs.deliver()]);
  const calls = posts.map((post) => {
    const { task } = JSON.parse(post.body) as { task: { id: string; tenantId: string } };
    return [post.url, task.id, task.tenantId];
  });
  const wanted = [
    ["https://ours.test/tasks", ours.id, ours.ctx.tenantId],
    ["https://theirs.test/tasks", theirs.id, theirs.ctx.tenantId],
  ];
  expect(calls).toHaveLength(wanted.length);
  expect(calls).toEqual(expect.arrayContaining(wanted));
  const [one, other] = posts.map(({ headers }) => headers["webhook-signature"]);
  expect(one).not.toBe(other);
  expect((await ours.read()).calls).toHaveLength(1);
});

test.each([
  ["NUL", '{"outcome":"completed","result":{"a":"\\u0000"}}'],
  ["half a surrogate pair", '{"outcome":"declined","reasonCode":"\\ud800"}'],
  ["a third outcome", '{"outcome":"perhaps"}'],
  ["no JSON", "fine"],
  ["too deep", `{"outcome":"completed","result":{"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}}`],
])("an answer that holds %s is a failed attempt", async (_what, body) => {
  const one = await open();
  answer = () => ({ status: 200, body });
  expect(await one.deliver()).not.toBe("done");
  expect((await one.read()).calls).toMatchObject([{ httpStatus: 200, outcome: "failed" }]);
});

test("a task that is called once has failed when no answer comes: neither is it called again, nor a person asked", async () => {
  const one = await openTaskCase(opened.runtime, { tasks: ["payment.*"], url }, () => ({ once: true }));
  answer = () => away;
  const events = await auditedBy(one.ctx, one.deliver);
  expect(events).toMatchObject([
    { action: "service_task.failed", detail: { performedBy: "integration", reasonCode: "no_answer" } },
  ]);
  expect(await one.read()).toMatchObject({ status: "failed", calls: [{ attempt: 1, outcome: "failed" }] });
  expect(await one.deliver()).toBe("done");
  expect(posts).toHaveLength(1);
});

test("a task that is called once and died with its process is not called again", async () => {
  const one = await openTaskCase(opened.runtime, { tasks: ["payment.*"], url }, () => ({ once: true }));
  answer = () => new Promise<HttpAnswer>(() => undefined);
  void one.deliver();
  await expect.poll(() => posts.length).toBe(1);
  expect(await one.deliver()).toBe("done");
  expect(await one.read()).toMatchObject({ status: "failed", reasonCode: "no_answer" });
  expect(posts).toHaveLength(1);
});
