import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type MailedApi, openMailedApi } from "../../support/mailed-api.ts";
import { openMailedSeat } from "../../support/mailed-api.ts";
import { visit } from "../approver/client.ts";
import { accepted, ask, type AskedByHand, declined } from "./asked.ts";

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

let at: AskedByHand;
beforeEach(async () => {
  at = await ask({ api, admin });
});

const jtiOf = async (): Promise<string> => {
  const rows = await admin`select jti from task_links where task_id = ${at.taskId.slice("tsk_".length)}`;
  return String(rows[0]?.["jti"]);
};
const claims = async (changes: object = {}) => {
  const now = Math.floor(Date.now() / 1000);
  const { tenantId } = at.tenant;
  const known = { jti: await jtiOf(), tenantId, taskId: at.taskId, memberId: null };
  return { ...known, issuedAt: now, expiresAt: now + 3_600, ...changes };
};
const sign = async (changes: object = {}) => api.runtime.ports.tokens.signTaskLink(await claims(changes));
const open = async (path: string) => visit(api.app).get(path);

describe("the link to a task", () => {
  it("answers a HEAD with nothing but 200, whatever the token", async () => {
    for (const path of [at.link, "/t/nonsense", "/t/a/b"]) {
      const answer = await visit(api.app).get(path, "HEAD");
      expect([answer.status, answer.headers.get("set-cookie"), answer.headers.get("location")]).toEqual([
        200,
        null,
        null,
      ]);
    }
  });

  it("shows one page for every token that opens nothing, without a cookie", async () => {
    const now = Math.floor(Date.now() / 1000);
    const other = await ask({ api, admin }, { step: "other" }, at.tenant);
    const seat = await openMailedSeat(api, {}, "Elsewhere");
    const paths = [
      "/t/nonsense",
      "/t/a/b",
      "/t/",
      `/t/${"x".repeat(3_000)}`,
      `${at.link}x`,
      `${at.link.slice(0, -3)}AAA`,
      `/t/${await sign({ jti: "AAAAAAAAAAAAAAAAAAAAAA" })}`,
      `/t/${await sign({ taskId: other.taskId })}`,
      `/t/${await sign({ tenantId: seat.tenant.tenantId })}`,
      `/t/${await sign({ memberId: at.tenant.ids.member })}`,
      `/t/${await sign({ expiresAt: now - 120 })}`,
      `/t/${await sign({ issuedAt: now - 15 * 86_400 })}`,
      // An approval's link is no link to a task, nor the other way round.
      seat.link.replace("/l/", "/t/"),
      at.link.replace("/t/", "/l/"),
    ];
    for (const path of paths) {
      const page = await open(path);
      expect([path, page.status, page.heading, page.headers.get("set-cookie")]).toEqual([
        path,
        404,
        "This link does not work",
        null,
      ]);
    }
    expect((await open(`/t/${await sign()}`)).status).toBe(303);
  });

  it("starts a session that opens no review, as a review's opens no task", async () => {
    const seat = await openMailedSeat(api, {}, "Elsewhere");
    const approver = visit(api.app);
    await approver.get(seat.link);
    expect((await approver.get("/task")).status).toBe(401);
    expect((await at.visitor.get("/review")).status).toBe(401);
    const cookie = async (path: string) =>
      (await open(path)).headers.get("set-cookie")?.split(";")[0]?.split("=")[1] ?? "";
    const swapped = { cookie: `tl=${await cookie(seat.link)}` };
    expect((await visit(api.app).send("/task", { headers: swapped })).status).toBe(401);
  });

  it("asks for the link again without a session, or with a forged one", async () => {
    for (const cookie of ["", "tl=x.y.z"]) {
      const stranger = visit(api.app);
      const post = { method: "POST", body: new URLSearchParams(accepted), headers: { cookie } };
      const answers = [
        await stranger.send("/task", { headers: { cookie } }),
        await stranger.send("/task", post),
        await stranger.send("/task/answer", post),
      ];
      expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    }
  });

  it("answers other methods with a page, and every page under the same headers", async () => {
    for (const [path, method, allow] of [
      ["/task", "DELETE", "GET, HEAD, POST"],
      ["/task/answer", "GET", "POST"],
      ["/t/token", "POST", "GET, HEAD"],
    ] as const) {
      const answer = await at.visitor.get(path, method);
      expect([answer.status, answer.headers.get("allow")]).toEqual([405, allow]);
    }
    const answers = [
      await open("/t/nonsense"),
      await open(at.link),
      await at.visitor.get("/task"),
      await at.choose(accepted),
      await at.visitor.post("/task/answer", {}),
    ];
    for (const { headers, text } of answers) {
      expect(headers.get("content-security-policy")).toBe(
        "default-src 'none'; style-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
      );
      expect(headers.get("referrer-policy")).toBe("no-referrer");
      expect(headers.get("cache-control")).toBe("no-store");
      expect(headers.get("x-robots-tag")).toContain("noindex");
      expect(text).not.toMatch(/<script|style="|https?:\/\//);
    }
  });

  it("is stored nowhere, and logged nowhere", async () => {
    const token = at.link.slice("/t/".length);
    for (const table of ["task_links", "notifications", "outbox_messages", "service_tasks"]) {
      const rows = await admin`select 1 from ${admin(table)} t where to_jsonb(t)::text like ${`%${token}%`}`;
      expect(rows).toHaveLength(0);
    }
  });
});

describe("a link that can answer nothing any more", () => {
  const taskUuid = () => at.taskId.slice("tsk_".length);
  const cases: Readonly<Record<string, readonly [heading: string, make: () => Promise<unknown>]>> = {
    "of a task that was canceled": [
      "This is not needed any more",
      () => admin`update service_tasks set status = 'canceled', ended_at = now() where id = ${taskUuid()}`,
    ],
    "of a request that is over": [
      "This is not needed any more",
      () => at.tenant.post(`/v1/approval-requests/${at.tenant.ids.request}/withdraw`, {}),
    ],
    "of a task whose time is over": [
      "The time for this is over",
      () => admin`update service_tasks set due_at = now() where id = ${taskUuid()}`,
    ],
    "of a task that failed": [
      "The time for this is over",
      () => admin`update service_tasks set status = 'failed', ended_at = now() where id = ${taskUuid()}`,
    ],
    "that has expired": [
      "This link has expired",
      () => admin`update task_links set expires_at = now() where task_id = ${taskUuid()}`,
    ],
    "that was replaced": [
      "This link has been replaced",
      () => admin`update task_links set status = 'superseded' where task_id = ${taskUuid()}`,
    ],
    "that was switched off": [
      "This link was switched off",
      () => admin`update task_links set status = 'revoked' where task_id = ${taskUuid()}`,
    ],
    "of a task that the tenant's software has answered": [
      "This has been answered already",
      () => admin`update service_tasks set status = 'completed', result = '{"answer":"accept"}',
        ended_at = now() where id = ${taskUuid()}`,
    ],
  };

  it.each(Object.keys(cases))("says so: one %s", async (name) => {
    const [heading, make] = cases[name] ?? ["", () => Promise.resolve()];
    const { fields } = await at.choose(accepted);
    await make();
    const before = await at.task();
    const looked = await at.visitor.get("/task");
    expect([looked.status, looked.heading]).toEqual([200, heading]);
    expect(looked.text).not.toContain("<form");
    for (const page of [
      await at.visitor.post("/task", declined),
      await at.visitor.post("/task/answer", fields),
    ]) {
      expect([page.status, page.heading]).toEqual([409, heading]);
    }
    expect(await at.task()).toEqual(before);
  });

  it.each([
    ["the tenant is suspended", () => admin`update tenants set status = 'suspended'`],
    [
      "its member is disabled",
      () => admin`update members set status = 'disabled' where tenant_id = ${at.tenant.tenantId.slice(4)}`,
    ],
  ])("opens nothing when %s", async (_when, make) => {
    at = await ask(
      { api, admin },
      { performer: { member: at.tenant.ids.member as never }, step: "own" },
      at.tenant,
    );
    await make();
    expect((await open(at.link)).status).toBe(404);
    expect((await at.visitor.get("/task")).status).toBe(401);
    await admin`update tenants set status = 'active'`;
  });
});
