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

describe("a code", () => {
  it("is of no use after ten minutes, and another one is mailed", async () => {
    const { fields } = await at.choose("approve");
    const code = await at.mailedCode();
    await admin`update action_codes set expires_at = clock_timestamp() where expires_at > clock_timestamp()`;
    await at.visitor.post("/decide", { ...fields, code: otherThan(code) });
    expect((await at.storedCode())?.failedTries).toBe(0);
    await at.mailedCodes();
    await admin`update action_codes set expires_at = clock_timestamp() where expires_at > clock_timestamp()`;
    const answer = await at.visitor.post("/decide", { ...fields, code });
    expect([answer.status, answer.text.includes("That code is too old")]).toEqual([422, true]);
    expect(await at.decisions()).toEqual([]);
    const result = await at.visitor.post("/decide", { ...answer.fields, code: await at.mailedCode() });
    expect(result.heading).toBe("You approved this request");
  });

  it("lives ten minutes by the database's clock", async () => {
    await at.choose("approve");
    const rows =
      await admin`select extract(epoch from expires_at - issued_at)::int as seconds from action_codes
      order by issued_at desc limit 1`;
    expect(rows[0]?.["seconds"]).toBe(600);
  });

  it.each([
    ["another answer", "reject", "Fine."],
    ["another comment", "approve", "Not quite."],
  ])("confirms no %s than it was mailed for", async (_what, outcome, comment) => {
    const first = await at.choose("approve", "Fine.");
    const code = await at.mailedCode();
    const second = await at.choose(outcome, comment);
    const newer = await at.mailedCode();
    expect((await at.visitor.post("/decide", { ...second.fields, code })).text).toContain("4 tries left");
    const back = await at.visitor.post("/decide", { ...first.fields, code });
    expect([back.status, back.text.includes("A code for another answer was asked for")]).toEqual([422, true]);
    expect(await at.decisions()).toEqual([]);
    const newest = await at.mailedCode();
    expect(newest).not.toBe(newer);
    expect((await at.visitor.post("/decide", { ...back.fields, code: newest })).heading).toBe(
      "You approved this request",
    );
  });

  it("opens no other link", async () => {
    await at.choose("approve");
    const code = await at.mailedCode();
    at = await enterCodedSeat({ api, admin }, { company: "Another company" });
    const { fields } = await at.choose("approve");
    await api.deliver();
    const answer = await at.visitor.post("/decide", { ...fields, code });
    expect([answer.status, answer.text.includes("4 tries left")]).toEqual([422, true]);
    expect(await at.decisions()).toEqual([]);
  });

  it("can be asked for anew three times in ten minutes; only the newest counts", async () => {
    let page = await at.choose("approve");
    const codes = await at.mailedCodes();
    for (let asked = 0; asked < 3; asked += 1) {
      page = await at.visitor.post("/review", { ...page.fields, newCode: "yes" });
      expect(page.text).toContain("An earlier code no longer works");
      codes.push(await at.mailedCode());
    }
    page = await at.visitor.post("/review", { ...page.fields, newCode: "yes" });
    expect(page.text).toContain("Several codes were mailed");
    expect(await at.mailedCodes()).toEqual([]);
    const [oldest = "", newest = ""] = [codes[0], codes.at(-1)];
    expect((await at.visitor.post("/decide", { ...page.fields, code: oldest })).text).toContain(
      "4 tries left",
    );
    const result = await at.visitor.post("/decide", { ...page.fields, code: newest });
    expect(result.heading).toBe("You approved this request");
  });

  it("is mailed once for one answer, and never for a look or a blind form", async () => {
    await at.visitor.get("/review");
    await at.visitor.get(at.seat.link, "HEAD");
    const blind = await at.visitor.post("/review", { outcome: "approve", comment: "" });
    expect(blind.text).toContain("This answer needs a code");
    expect(await at.mailedCodes()).toEqual([]);
    await Promise.all(Array.from({ length: 20 }, () => at.choose("approve")));
    await at.choose("approve");
    expect(await at.mailedCodes()).toHaveLength(1);
  });

  it("is mailed ten times in ten minutes at most, however often the answer changes", async () => {
    for (let change = 0; change < 12; change += 1) {
      await at.choose("approve", `change ${change}`);
    }
    expect(await at.mailedCodes()).toHaveLength(10);
  });
});

it("is not asked for where the link is enough", async () => {
  at = await enterCodedSeat({ api, admin }, { assurance: "link" });
  const confirmation = await at.choose("approve");
  expect(confirmation.text).not.toContain('name="code"');
  expect(await at.mailedCodes()).toEqual([]);
  await at.visitor.post("/decide", confirmation.fields);
  expect(await at.decisions()).toMatchObject([{ outcome: "approve", assurance: "link" }]);
});
