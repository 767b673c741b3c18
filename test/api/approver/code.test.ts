import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type MailedApi, openMailedApi } from "../../support/mailed-api.ts";
import { type CodedSeat, enterCodedSeat, otherThan } from "./coded-seat.ts";

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

let at: CodedSeat;
beforeEach(async () => {
  at = await enterCodedSeat({ api, admin });
});

describe("a stage that asks for a code", () => {
  it("mails one at the confirmation, and takes the decision with it", async () => {
    const confirmation = await at.choose("approve", "Fine.");
    expect(confirmation.text).toContain("We have just mailed a code to");
    expect(confirmation.text).toContain("b•••@acme.example");
    expect(confirmation.text).toMatch(/inputmode="numeric"\s+autocomplete="one-time-code"/);
    const code = await at.mailedCode();
    expect(confirmation.text).not.toContain(code);
    expect(await at.decisions()).toEqual([]);
    const result = await at.visitor.post("/decide", { ...confirmation.fields, code });
    expect([result.status, result.heading]).toEqual([200, "You approved this request"]);
    expect(await at.decisions()).toMatchObject([
      { outcome: "approve", assurance: "code", via: "email_link" },
    ]);
    expect(await at.storedCode()).toEqual({ failedTries: 0, used: true });
    const events = await at.audited();
    expect(events.find(({ action }) => action === "decision.recorded")?.auth).toMatchObject({
      method: "email_link",
      level: "code",
    });
    expect(events.map(({ action }) => action)).toContain("code.issued");
  });

  it("takes it as people type it, and confirms the decision by mail", async () => {
    const { fields } = await at.choose("reject", "Too dear.");
    const code = await at.mailedCode();
    await at.visitor.post("/decide", { ...fields, code: ` ${code.slice(0, 4)} ${code.slice(4)}` });
    expect(await at.decisions()).toMatchObject([{ outcome: "reject" }]);
    const [told] = await api.deliver();
    expect([told?.to, told?.subject]).toEqual(["boss@acme.example", "You rejected: Order 2"]);
    expect(told?.text).toContain("> Too dear.");
  });

  it("stores no code, and nothing that makes one without the key", async () => {
    await at.choose("approve");
    const code = await at.mailedCode();
    const tables = ["action_codes", "action_links", "notifications", "outbox_messages"];
    for (const table of tables) {
      const rows = await admin`select to_jsonb(t)::text as row from ${admin(table)} t`;
      expect(rows.filter(({ row }) => String(row).includes(code))).toEqual([]);
    }
    const log = await at.audited();
    expect(JSON.stringify(log)).not.toContain(code);
  });

  it("shows the recorded result when the same form comes again, and keeps to it", async () => {
    const confirmation = await at.choose("approve");
    const form = { ...confirmation.fields, code: await at.mailedCode() };
    const first = await at.visitor.post("/decide", form);
    const second = await at.visitor.post("/decide", form);
    expect([second.status, second.heading]).toEqual([200, first.heading]);
    const other = await at.visitor.post("/review", { outcome: "reject" });
    expect([other.status, other.heading]).toEqual([409, "You had already approved this request"]);
    expect(await at.decisions()).toHaveLength(1);
    expect(await at.mailedCodes()).toEqual([]);
  });

  it("records one decision of twenty that come at once", async () => {
    const { fields } = await at.choose("approve");
    const code = await at.mailedCode();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => at.visitor.post("/decide", { ...fields, code })),
    );
    expect(new Set(answers.map(({ status, heading }) => `${status} ${heading}`))).toEqual(
      new Set(["200 You approved this request"]),
    );
    expect(await at.decisions()).toHaveLength(1);
  });

  it("tells of a withdrawal in between, and uses up no code and no try", async () => {
    const { fields } = await at.choose("approve");
    const code = await at.mailedCode();
    await at.seat.tenant.post(`/v1/approval-requests/${at.seat.requestId}/withdraw`, {});
    for (const typed of [code, otherThan(code)]) {
      const answer = await at.visitor.post("/decide", { ...fields, code: typed });
      expect([answer.status, answer.heading]).toEqual([409, "The request was withdrawn"]);
    }
    expect(await at.storedCode()).toEqual({ failedTries: 0, used: false });
    const told = (await api.deliver()).map(({ to, subject }) => [to, subject]);
    expect(told).toEqual([["boss@acme.example", "Withdrawn: Order 2"]]);
  });
});

describe("a wrong code", () => {
  it("can be tried five times; then the link is dead and its person told", async () => {
    const confirmation = await at.choose("approve");
    const code = await at.mailedCode();
    for (const left of ["4 tries", "3 tries", "2 tries", "one try"]) {
      const answer = await at.visitor.post("/decide", { ...confirmation.fields, code: otherThan(code) });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(`You have ${left} left`);
      expect(answer.text).not.toContain(code);
    }
    const last = await at.visitor.post("/decide", { ...confirmation.fields, code: otherThan(code) });
    expect([last.status, last.heading]).toEqual([409, "This link was switched off"]);
    expect(await at.linkStatus()).toBe("revoked");
    const right = await at.visitor.post("/decide", { ...confirmation.fields, code });
    expect([right.status, right.heading]).toEqual([409, "This link was switched off"]);
    expect(await at.decisions()).toEqual([]);
    const told = (await api.deliver()).map(({ to, subject }) => [to, subject]);
    expect(told).toEqual([["boss@acme.example", "Somebody tried to decide with your link: Order 2"]]);
    const actions = (await at.audited()).map(({ action }) => action);
    expect(actions.filter((action) => action === "code.refused")).toHaveLength(4);
    expect(actions.filter((action) => action === "link.revoked")).toHaveLength(1);
  });

  it("counts five when twenty come at once", async () => {
    const { fields } = await at.choose("approve");
    const code = await at.mailedCode();
    await Promise.all(
      Array.from({ length: 20 }, () => at.visitor.post("/decide", { ...fields, code: otherThan(code) })),
    );
    expect([(await at.storedCode())?.failedTries, await at.linkStatus()]).toEqual([5, "revoked"]);
    expect(await api.deliver()).toHaveLength(1);
  });

  it("is counted over all the link's codes: a new one gives no new tries", async () => {
    let page = await at.choose("approve");
    await at.visitor.post("/decide", { ...page.fields, code: otherThan(await at.mailedCode()) });
    page = await at.visitor.post("/review", { ...page.fields, newCode: "yes" });
    const answer = await at.visitor.post("/decide", {
      ...page.fields,
      code: otherThan(await at.mailedCode()),
    });
    expect(answer.text).toContain("You have 3 tries left");
  });

  it.each(["", "1234", "not a code", "123456789"])("is not counted when it is none: %j", async (typed) => {
    const { fields } = await at.choose("approve");
    const code = await at.mailedCode();
    for (let tries = 0; tries < 6; tries += 1) {
      const answer = await at.visitor.post("/decide", { ...fields, code: typed });
      expect([answer.status, answer.text.includes("Type the 8 digits")]).toEqual([422, true]);
    }
    expect(await at.mailedCodes()).toEqual([]);
    expect((await at.visitor.post("/decide", { ...fields, code })).heading).toBe("You approved this request");
  });
});
