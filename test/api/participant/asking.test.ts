import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findServiceTask } from "../../../db/queries/service-tasks.ts";
import { inTenant } from "../../../services/in-tenant.ts";
import type { LeasedMessage } from "../../../services/outbox/model.ts";
import { askPerson } from "../../../services/service-tasks/ask-person.ts";
import { remindTask } from "../../../services/service-tasks/remind.ts";
import { workflowContext } from "../../support/hand-task.ts";
import { type MailedApi, openMailedApi } from "../../support/mailed-api.ts";
import { visit } from "../approver/client.ts";
import { accepted, ask, type AskedByHand, linksIn } from "./asked.ts";

let api: MailedApi;
let admin: postgres.Sql;
beforeAll(async () => {
  api = await openMailedApi();
  admin = postgres(api.database.adminUrl, { max: 1, onnotice: () => {} });
});
afterAll(async () => {
  await admin.end();
  await api.close();
});

const uuid = (id: string): string => id.slice("tsk_".length);

/** Asks for the task once more, as its performer is now. */
const askAgain = async ({ tenant, taskId }: AskedByHand): Promise<readonly string[]> => {
  await inTenant(workflowContext(api.runtime, tenant.tenantId), async (tx, ctx) => {
    const task = await findServiceTask(tx, ctx.tenantId, taskId);
    return task === undefined ? 0 : askPerson(ctx, task);
  });
  return (await api.deliver()).map(({ to }) => to);
};

const handOn = (taskId: string, performer: object) =>
  admin`update service_tasks set performer = ${admin.json(performer as never)} where id = ${uuid(taskId)}`;

const statusesOf = async ({ taskId }: AskedByHand): Promise<unknown> =>
  admin`select email, status from task_links where task_id = ${uuid(taskId)} order by issued_at, email`;

let at: AskedByHand;
beforeEach(async () => {
  at = await ask({ api, admin });
});

describe("asking a person", () => {
  it("mails nobody twice for one task", async () => {
    expect(await askAgain(at)).toEqual([]);
    expect(await statusesOf(at)).toHaveLength(1);
  });

  it("asks the new person alone when the task was handed on, and voids the link of the one before", async () => {
    await handOn(at.taskId, { email: "joe@mail.example", name: "Joe" });
    expect(await askAgain(at)).toEqual(["joe@mail.example"]);
    expect(await askAgain(at)).toEqual([]);
    expect(await statusesOf(at)).toMatchObject([
      { email: "jane@mail.example", status: "superseded" },
      { email: "joe@mail.example", status: "active" },
    ]);
    expect((await at.visitor.get("/task")).heading).toBe("This link has been replaced");
  });

  it("sends a new link to whoever has none that works any more", async () => {
    await admin`update task_links set status = 'revoked' where task_id = ${uuid(at.taskId)}`;
    expect(await askAgain(at)).toEqual(["jane@mail.example"]);
    await admin`update task_links set expires_at = now() where task_id = ${uuid(at.taskId)}`;
    expect(await askAgain(at)).toEqual(["jane@mail.example"]);
  });

  it("gives links that live as long as the task, and never more than two weeks", async () => {
    const long = await ask({ api, admin }, { waitSeconds: 60 * 86_400, step: "long" }, at.tenant);
    for (const [asked, days] of [
      [at, 4],
      [long, 14],
    ] as const) {
      const rows = await admin`select extract(epoch from expires_at - issued_at) / 86400 as days
        from task_links where task_id = ${uuid(asked.taskId)}`;
      expect(Number(rows[0]?.["days"])).toBeCloseTo(days, 3);
    }
  });

  it("sends no mail for a task that is over by then", async () => {
    const { tenant } = at;
    await handOn(at.taskId, { email: "joe@mail.example", name: "Joe" });
    await inTenant(workflowContext(api.runtime, tenant.tenantId), async (tx, ctx) => {
      const task = await findServiceTask(tx, ctx.tenantId, at.taskId);
      return task === undefined ? 0 : askPerson(ctx, task);
    });
    await admin`update service_tasks set status = 'canceled', ended_at = now() where id = ${uuid(at.taskId)}`;
    expect(await api.deliver()).toEqual([]);
  });

  it("uses a member's time zone and language", async () => {
    const { tenant } = at;
    const carla = await tenant.post<{ id: string }>("/v1/members", {
      email: "carla@acme.example",
      name: "Carla",
      timeZone: "Europe/Berlin",
      locale: "de",
    });
    const asked = await ask(
      { api, admin },
      { performer: { member: carla.id as never }, step: "own" },
      tenant,
    );
    expect(asked.mails[0]?.text).toContain("Mitteleuropäische");
  });
});

describe("the reminder of a task", () => {
  const remindersOf = async ({ taskId }: AskedByHand) =>
    admin<{ id: string; part: number }[]>`select m.id, extract(epoch from m.next_at - t.created_at)
        / extract(epoch from t.due_at - t.created_at) as part
      from outbox_messages m join service_tasks t on t.id::text = substr(m.payload->>'taskId', 5)
      where m.kind = 'task.remind' and t.id = ${uuid(taskId)}`;

  const remind = async ({ tenant, taskId }: AskedByHand) => {
    await remindTask(api.runtime, {
      tenantId: tenant.tenantId,
      id: "obx_00000000-0000-7000-8000-000000000000",
      kind: "task.remind",
      payload: { taskId },
      attempts: 1,
      leaseToken: "token",
    } as LeasedMessage);
    return api.deliver();
  };

  it("is due when half of the time is over, once", async () => {
    await askAgain(at);
    const due = await remindersOf(at);
    expect(due).toHaveLength(1);
    expect(Number(due[0]?.part)).toBeCloseTo(0.5, 3);
  });

  it("goes to whoever has not answered, with the link that they have", async () => {
    const [mail, ...more] = await remind(at);
    expect([mail?.to, mail?.subject, more]).toEqual([
      "jane@mail.example",
      "Still waiting for your answer: Your offer as a pilot",
      [],
    ]);
    expect(mail?.text.replaceAll(/\s+/g, " ")).toMatch(
      /is still waiting for your answer\. You have (3 days|4 days)/,
    );
    expect(mail === undefined ? [] : linksIn([mail])).toEqual([at.link]);
    const audited = await at.audited();
    expect(audited.filter(({ action }) => action === "service_task.reminded")).toHaveLength(1);
  });

  it("goes out once, however often it is carried out", async () => {
    await remind(at);
    expect(await remind(at)).toEqual([]);
  });

  it("brings a new link where the old one ends before the task does", async () => {
    const long = await ask({ api, admin }, { waitSeconds: 30 * 86_400, step: "long" }, at.tenant);
    const mails = await remind(long);
    const [link = ""] = linksIn(mails);
    expect(link).not.toBe(long.link);
    expect((await long.visitor.get("/task")).heading).toBe("This link has been replaced");
    const anew = visit(api.app);
    await anew.get(link);
    expect((await anew.get("/task")).heading).toBe("Your offer as a pilot");
  });

  it("is not sent when the task has ended, or nobody wants it any more", async () => {
    const { fields } = await at.choose(accepted);
    await at.visitor.post("/task/answer", fields);
    await api.deliver();
    expect(await remind(at)).toEqual([]);
    const other = await ask({ api, admin }, { step: "other" }, at.tenant);
    await other.tenant.post(`/v1/approval-requests/${other.tenant.ids.request}/withdraw`, {});
    await api.deliver();
    expect(await remind(other)).toEqual([]);
  });
});

describe("two tenants", () => {
  it("see nothing of each other's tasks, links and documents", async () => {
    const other = await ask({ api, admin }, {}, undefined);
    const ctx = workflowContext(api.runtime, other.tenant.tenantId);
    const found = await inTenant(ctx, (tx) => findServiceTask(tx, ctx.tenantId, at.taskId));
    expect(found).toBeUndefined();
    const { fields } = await at.choose(accepted);
    const foreign = await other.visitor.post("/task/answer", fields);
    expect([foreign.status, foreign.heading]).toEqual([409, "Something else is open now"]);
    expect([await at.task(), await other.task()]).toMatchObject([
      { status: "pending" },
      { status: "pending" },
    ]);
  });
});
