import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { call } from "../../support/client.ts";
import { type MailedApi, type MailedSeat, openMailedApi, openMailedSeat } from "../../support/mailed-api.ts";
import { type Page, type Visitor, visit } from "./client.ts";

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

let seat: MailedSeat;
let visitor: Visitor;
beforeEach(async () => {
  seat = await openMailedSeat(api, { assurance: "code" });
  visitor = await enter(seat);
});

const enter = async ({ link }: MailedSeat): Promise<Visitor> => {
  const person = visit(api.app);
  await person.get(link);
  return person;
};

/** From the review to the confirmation, as somebody who fills in the form. */
const choose = async (outcome: string, comment = ""): Promise<Page> => {
  const review = await visitor.get("/review");
  return visitor.post("/review", { ...review.fields, outcome, comment });
};

/** The codes that went out since the last look, oldest first. */
const mailedCodes = async (): Promise<string[]> =>
  (await api.deliver()).flatMap(({ text }) => /^ {4}(\d{8})$/m.exec(text)?.[1] ?? []);

const mailedCode = async (): Promise<string> => {
  const codes = await mailedCodes();
  expect(codes).toHaveLength(1);
  return codes[0] ?? "";
};

const otherThan = (code: string): string => String((Number(code) + 1) % 100_000_000).padStart(8, "0");

type Recorded = { outcome: string; assurance: string; via: string };

const decisions = async (): Promise<readonly Recorded[]> => {
  const url = `${api.url}/v1/approval-requests/${seat.requestId}`;
  const { body } = await call<{ decisions: readonly Recorded[] }>(url, { bearer: seat.tenant.key });
  return body.decisions;
};

const audited = async () => {
  const url = `${api.url}/v1/audit-events?requestId=${seat.requestId}&limit=200`;
  const { body } = await call<{ data: readonly { action: string; auth: unknown; detail: object }[] }>(url, {
    bearer: seat.tenant.key,
  });
  return body.data;
};

const linkStatus = async (): Promise<unknown> => {
  const uuid = seat.assignmentId.slice("asg_".length);
  const rows = await admin`select status from action_links where assignment_id = ${uuid}`;
  return rows[0]?.["status"];
};

describe("a stage that asks for a code", () => {
  it("mails one at the confirmation, and takes the decision with it", async () => {
    const confirmation = await choose("approve", "Fine.");
    expect(confirmation.text).toContain("We have just mailed a code to");
    expect(confirmation.text).toContain("b•••@acme.example");
    expect(confirmation.text).toMatch(/inputmode="numeric"\s+autocomplete="one-time-code"/);
    const code = await mailedCode();
    expect(confirmation.text).not.toContain(code);
    expect(await decisions()).toEqual([]);
    const result = await visitor.post("/decide", { ...confirmation.fields, code });
    expect([result.status, result.heading]).toEqual([200, "You approved this request"]);
    expect(await decisions()).toMatchObject([{ outcome: "approve", assurance: "code", via: "email_link" }]);
    const events = await audited();
    expect(events.find(({ action }) => action === "decision.recorded")?.auth).toMatchObject({
      method: "email_link",
      level: "code",
    });
    expect(events.map(({ action }) => action)).toContain("code.issued");
  });

  it("takes it as people type it, and confirms the decision by mail", async () => {
    const { fields } = await choose("reject", "Too dear.");
    const code = await mailedCode();
    await visitor.post("/decide", { ...fields, code: ` ${code.slice(0, 4)} ${code.slice(4)}` });
    expect(await decisions()).toMatchObject([{ outcome: "reject" }]);
    const [told] = await api.deliver();
    expect([told?.to, told?.subject]).toEqual(["boss@acme.example", "You rejected: Order 2"]);
    expect(told?.text).toContain("> Too dear.");
  });

  it("stores no code, and nothing that makes one without the key", async () => {
    await choose("approve");
    const code = await mailedCode();
    const tables = ["action_codes", "action_links", "notifications", "outbox_messages"];
    for (const table of tables) {
      const rows = await admin`select to_jsonb(t)::text as row from ${admin(table)} t`;
      expect(rows.filter(({ row }) => String(row).includes(code))).toEqual([]);
    }
    const log = await audited();
    expect(JSON.stringify(log)).not.toContain(code);
  });

  it("shows the recorded result when the same form comes again, and keeps to it", async () => {
    const confirmation = await choose("approve");
    const form = { ...confirmation.fields, code: await mailedCode() };
    const first = await visitor.post("/decide", form);
    const second = await visitor.post("/decide", form);
    expect([second.status, second.heading]).toEqual([200, first.heading]);
    const other = await visitor.post("/review", { outcome: "reject" });
    expect([other.status, other.heading]).toEqual([409, "You had already approved this request"]);
    expect(await decisions()).toHaveLength(1);
    expect(await mailedCodes()).toEqual([]);
  });

  it("records one decision of twenty that come at once", async () => {
    const { fields } = await choose("approve");
    const code = await mailedCode();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => visitor.post("/decide", { ...fields, code })),
    );
    expect(new Set(answers.map(({ status, heading }) => `${status} ${heading}`))).toEqual(
      new Set(["200 You approved this request"]),
    );
    expect(await decisions()).toHaveLength(1);
  });

  it("tells of a withdrawal in between, and uses up no code and no try", async () => {
    const { fields } = await choose("approve");
    const code = await mailedCode();
    await seat.tenant.post(`/v1/approval-requests/${seat.requestId}/withdraw`, {});
    for (const typed of [code, otherThan(code)]) {
      const answer = await visitor.post("/decide", { ...fields, code: typed });
      expect([answer.status, answer.heading]).toEqual([409, "The request was withdrawn"]);
    }
    const rows = await admin`select failed_tries, used_at from action_codes where jti = (
      select jti from action_links where assignment_id = ${seat.assignmentId.slice("asg_".length)})`;
    expect([...rows]).toEqual([{ failed_tries: 0, used_at: null }]);
    const told = (await api.deliver()).map(({ to, subject }) => [to, subject]);
    expect(told).toEqual([["boss@acme.example", "Withdrawn: Order 2"]]);
  });
});

describe("a wrong code", () => {
  it("can be tried five times; then the link is dead and its person told", async () => {
    const confirmation = await choose("approve");
    const code = await mailedCode();
    for (const left of ["4 tries", "3 tries", "2 tries", "one try"]) {
      const answer = await visitor.post("/decide", { ...confirmation.fields, code: otherThan(code) });
      expect(answer.status).toBe(422);
      expect(answer.text).toContain(`You have ${left} left`);
      expect(answer.text).not.toContain(code);
    }
    const last = await visitor.post("/decide", { ...confirmation.fields, code: otherThan(code) });
    expect([last.status, last.heading]).toEqual([409, "This link was switched off"]);
    expect(await linkStatus()).toBe("revoked");
    const right = await visitor.post("/decide", { ...confirmation.fields, code });
    expect([right.status, right.heading]).toEqual([409, "This link was switched off"]);
    expect(await decisions()).toEqual([]);
    const told = (await api.deliver()).map(({ to, subject }) => [to, subject]);
    expect(told).toEqual([["boss@acme.example", "Somebody tried to decide with your link: Order 2"]]);
    const actions = (await audited()).map(({ action }) => action);
    expect(actions.filter((action) => action === "code.refused")).toHaveLength(4);
    expect(actions.filter((action) => action === "link.revoked")).toHaveLength(1);
  });

  it("counts five when twenty come at once", async () => {
    const { fields } = await choose("approve");
    const code = await mailedCode();
    await Promise.all(
      Array.from({ length: 20 }, () => visitor.post("/decide", { ...fields, code: otherThan(code) })),
    );
    const rows = await admin`select failed_tries from action_codes where jti = (
      select jti from action_links where assignment_id = ${seat.assignmentId.slice("asg_".length)})`;
    expect([rows[0]?.["failed_tries"], await linkStatus()]).toEqual([5, "revoked"]);
    expect(await api.deliver()).toHaveLength(1);
  });

  it("is counted over all the link's codes: a new one gives no new tries", async () => {
    let page = await choose("approve");
    await visitor.post("/decide", { ...page.fields, code: otherThan(await mailedCode()) });
    page = await visitor.post("/review", { ...page.fields, newCode: "yes" });
    const answer = await visitor.post("/decide", { ...page.fields, code: otherThan(await mailedCode()) });
    expect(answer.text).toContain("You have 3 tries left");
  });

  it.each(["", "1234", "not a code", "123456789"])("is not counted when it is none: %j", async (typed) => {
    const { fields } = await choose("approve");
    const code = await mailedCode();
    for (let tries = 0; tries < 6; tries += 1) {
      const answer = await visitor.post("/decide", { ...fields, code: typed });
      expect([answer.status, answer.text.includes("Type the 8 digits")]).toEqual([422, true]);
    }
    expect(await mailedCodes()).toEqual([]);
    expect((await visitor.post("/decide", { ...fields, code })).heading).toBe("You approved this request");
  });
});

describe("a code", () => {
  it("is of no use after ten minutes, and another one is mailed", async () => {
    const { fields } = await choose("approve");
    const code = await mailedCode();
    await admin`update action_codes set expires_at = clock_timestamp() where expires_at > clock_timestamp()`;
    const answer = await visitor.post("/decide", { ...fields, code });
    expect([answer.status, answer.text.includes("That code is too old")]).toEqual([422, true]);
    expect(await decisions()).toEqual([]);
    const result = await visitor.post("/decide", { ...answer.fields, code: await mailedCode() });
    expect(result.heading).toBe("You approved this request");
  });

  it("lives ten minutes by the database's clock", async () => {
    await choose("approve");
    const rows =
      await admin`select extract(epoch from expires_at - issued_at)::int as seconds from action_codes
      order by issued_at desc limit 1`;
    expect(rows[0]?.["seconds"]).toBe(600);
  });

  it.each([
    ["another answer", "reject", "Fine."],
    ["another comment", "approve", "Not quite."],
  ])("confirms no %s than it was mailed for", async (_what, outcome, comment) => {
    const first = await choose("approve", "Fine.");
    const code = await mailedCode();
    const second = await choose(outcome, comment);
    const newer = await mailedCode();
    expect((await visitor.post("/decide", { ...second.fields, code })).text).toContain("4 tries left");
    const back = await visitor.post("/decide", { ...first.fields, code });
    expect([back.status, back.text.includes("A code for another answer was asked for")]).toEqual([422, true]);
    expect(await decisions()).toEqual([]);
    const newest = await mailedCode();
    expect(newest).not.toBe(newer);
    expect((await visitor.post("/decide", { ...back.fields, code: newest })).heading).toBe(
      "You approved this request",
    );
  });

  it("opens no other link", async () => {
    await choose("approve");
    const code = await mailedCode();
    seat = await openMailedSeat(api, { assurance: "code" }, "Another company");
    visitor = await enter(seat);
    const { fields } = await choose("approve");
    await api.deliver();
    const answer = await visitor.post("/decide", { ...fields, code });
    expect([answer.status, answer.text.includes("4 tries left")]).toEqual([422, true]);
    expect(await decisions()).toEqual([]);
  });

  it("can be asked for anew three times in ten minutes; only the newest counts", async () => {
    let page = await choose("approve");
    const codes = await mailedCodes();
    for (let asked = 0; asked < 3; asked += 1) {
      page = await visitor.post("/review", { ...page.fields, newCode: "yes" });
      expect(page.text).toContain("An earlier code no longer works");
      codes.push(await mailedCode());
    }
    page = await visitor.post("/review", { ...page.fields, newCode: "yes" });
    expect(page.text).toContain("Several codes were mailed");
    expect(await mailedCodes()).toEqual([]);
    const [oldest = "", newest = ""] = [codes[0], codes.at(-1)];
    expect((await visitor.post("/decide", { ...page.fields, code: oldest })).text).toContain("4 tries left");
    const result = await visitor.post("/decide", { ...page.fields, code: newest });
    expect(result.heading).toBe("You approved this request");
  });

  it("is mailed once for one answer, and never for a look or a blind form", async () => {
    await visitor.get("/review");
    await visitor.get(seat.link, "HEAD");
    const blind = await visitor.post("/review", { outcome: "approve", comment: "" });
    expect(blind.text).toContain("This answer needs a code");
    expect(await mailedCodes()).toEqual([]);
    for (let times = 0; times < 5; times += 1) {
      await choose("approve");
    }
    expect(await mailedCodes()).toHaveLength(1);
  });

  it("is mailed ten times in ten minutes at most, however often the answer changes", async () => {
    for (let change = 0; change < 12; change += 1) {
      await choose("approve", `change ${change}`);
    }
    expect(await mailedCodes()).toHaveLength(10);
  });
});

it("is not asked for where the link is enough", async () => {
  seat = await openMailedSeat(api, { assurance: "link" });
  visitor = await enter(seat);
  const confirmation = await choose("approve");
  expect(confirmation.text).not.toContain('name="code"');
  expect(await mailedCodes()).toEqual([]);
  await visitor.post("/decide", confirmation.fields);
  expect(await decisions()).toMatchObject([{ outcome: "approve", assurance: "link" }]);
});
