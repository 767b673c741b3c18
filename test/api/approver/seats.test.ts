import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Id } from "../../../db/schema/columns.ts";
import { inTenant } from "../../../services/in-tenant.ts";
import type { MailTemplate } from "../../../services/notifications/model.ts";
import { queueMails } from "../../../services/notifications/queue.ts";
import type { Mail } from "../../../services/ports.ts";
import { systemContext } from "../../../services/system-context.ts";
import { call } from "../../support/client.ts";
import { type MailedApi, type MailedSeat, openMailedApi, openMailedSeat } from "../../support/mailed-api.ts";
import { type Page, visit } from "./client.ts";

let api: MailedApi;
let admin: postgres.Sql;
beforeAll(async () => {
  api = await openMailedApi();
  admin = postgres(api.database.adminUrl, { max: 1 });
});
afterAll(async () => {
  await admin.end();
  await api.close();
});

const bare = (id: string): string => id.slice(id.indexOf("_") + 1);

const show = async ({ link }: MailedSeat): Promise<Page> => {
  const visitor = visit(api.app);
  await visitor.get(link);
  return visitor.get("/review");
};

/** Mails about the seat what nothing in a test brings about by itself. */
const mail = async (seat: MailedSeat, template: MailTemplate): Promise<Mail | undefined> => {
  const [row] = await admin`select jti from action_links where assignment_id = ${bare(seat.assignmentId)}`;
  const tenantId = seat.tenant.tenantId as Id<"tenant">;
  const ctx = systemContext(api.runtime, tenantId, { name: "workflow", traceId: "trace-test" });
  await inTenant(ctx, (_tx, unit) =>
    queueMails(unit, [
      {
        template,
        recipient: "boss@acme.example",
        requestId: seat.requestId as Id<"request">,
        assignmentId: seat.assignmentId as Id<"assignment">,
        linkJti: String(row?.["jti"]),
      },
    ]),
  );
  return (await api.deliver()).at(-1);
};

describe("what a stage demands of a rejection", () => {
  it("is asked for on the page, and refused without", async () => {
    const seat = await openMailedSeat(api, {
      onReject: { comment: true, reasonCodes: ["over budget", "wrong supplier"] },
    });
    const page = await show(seat);
    expect(page.text).toContain("Comment (needed when you reject or send it back)");
    expect(page.text).toContain('<option value="wrong supplier" >wrong supplier</option>');
  });

  it("is recorded with the decision and told to the decider", async () => {
    const seat = await openMailedSeat(api, { onReject: { reasonCodes: ["over budget"] } });
    const visitor = visit(api.app);
    await visitor.get(seat.link);
    const review = await visitor.get("/review");
    const form = { ...review.fields, outcome: "reject", reasonCode: "over budget", comment: "Next year." };
    const confirmation = await visitor.post("/review", form);
    const result = await visitor.post("/decide", confirmation.fields);
    expect(result.text).toContain("Reason: <bdi>over budget</bdi>");
    const { body } = await call<{ decisions: unknown[] }>(
      `${api.url}/v1/approval-requests/${seat.requestId}`,
      { bearer: seat.tenant.key },
    );
    expect(body.decisions).toMatchObject([{ reasonCode: "over budget", comment: "Next year." }]);
    const [told] = await api.deliver();
    expect(told?.text).toContain("Reason:   over budget");
  });
});

describe("a seat that somebody holds for another", () => {
  it("says for whom, on the page, in the mails and with the decision", async () => {
    const seat = await openMailedSeat(api, {});
    await admin`update assignments set principal_id = ${bare(seat.tenant.ids.member)}
      where id = ${bare(seat.assignmentId)}`;
    const page = await show(seat);
    expect(page.text).toMatch(/You decide for<\/bdi><\/dt>\s*<dd><bdi>Ann<\/bdi>/);
    expect(page.text).toContain("Ann has named you to decide such requests in their place.");
    expect((await mail(seat, "approval-requested"))?.text).toContain("You decide for: Ann");
  });

  it("does not decide any more once it was handed on", async () => {
    const seat = await openMailedSeat(api, {});
    await admin`update assignments set status = 'delegated' where id = ${bare(seat.assignmentId)}`;
    const page = await show(seat);
    expect([page.heading, page.text.includes("<form")]).toEqual(["Somebody else decides this now", false]);
  });
});

describe("a seat that was added by an escalation", () => {
  it("says why, on the page and in its mail", async () => {
    const seat = await openMailedSeat(api, { quorum: "all" });
    await admin`update assignments set stands_in = true where id = ${bare(seat.assignmentId)}`;
    await admin`update stages set opened_at = opened_at - interval '50 hours'
      where request_id = ${bare(seat.requestId)}`;
    const why = "Escalated to you because nobody has decided yet.";
    expect((await show(seat)).text).toContain(why);
    const told = await mail(seat, "approval-escalated");
    expect(told?.subject).toBe("Escalated to you: Order 2");
    expect(told?.text).toContain(why);
    expect(told?.text).toContain("has been waiting for 2 days");
    expect(told?.text.match(/\/l\/\S+/)?.[0]).toBe(seat.link);
  });
});

describe("a reminder", () => {
  it("holds the same link, under the tenant's name, with what is left of the time", async () => {
    const seat = await openMailedSeat(api, { deadline: "P3D" });
    const told = await mail(seat, "approval-reminder");
    expect(told?.from).toBe('"Northwind Traders" <approvals@countersign.test>');
    expect(told?.text.replaceAll(/\s+/g, " ")).toContain("You have 2 days left to decide.");
    expect(told?.text.match(/\/l\/\S+/)?.[0]).toBe(seat.link);
  });

  it("does not go out when there is nothing left to decide", async () => {
    const seat = await openMailedSeat(api, {});
    await seat.tenant.post(`/v1/approval-requests/${seat.requestId}/cancel`, {});
    const told = (await api.deliver()).map(({ subject }) => subject);
    expect(told).toEqual(["Canceled: Order 2"]);
    expect(await mail(seat, "approval-reminder")).toBeUndefined();
  });
});

describe("a request that went back", () => {
  it("is told on the pages of those who have not decided", async () => {
    const seat = await openMailedSeat(api, {});
    await admin`update approval_requests set status = 'returned' where id = ${bare(seat.requestId)}`;
    expect((await show(seat)).heading).toBe("The request went back to the requester");
  });

  it("voids the links of its old version when it comes again", async () => {
    const seat = await openMailedSeat(api, {});
    const id = bare(seat.requestId);
    await admin`insert into request_versions (tenant_id, request_id, version, payload, content_hash)
      select tenant_id, request_id, 2, payload, content_hash from request_versions where request_id = ${id}`;
    await admin`update approval_requests set current_version = 2 where id = ${id}`;
    expect((await show(seat)).heading).toBe("This link has been replaced");
  });
});
