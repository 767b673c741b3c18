import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type MailedApi, openMailedApi } from "../../support/mailed-api.ts";
import type { Mail } from "../../../services/ports.ts";
import { otherThan } from "../approver/coded-seat.ts";
import { accepted, ask, type AskedByHand, declined, offer } from "./asked.ts";

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
  at = await ask({ api, admin }, { form: { ...offer, assurance: "code" } });
});

const codesIn = (mails: readonly Mail[]): string[] =>
  mails.flatMap(({ text }) => /^ {4}(\d{8})$/m.exec(text)?.[1] ?? []);
const mailedCode = async (): Promise<string> => {
  const codes = codesIn(await api.deliver());
  expect(codes).toHaveLength(1);
  return codes[0] ?? "";
};
const stored = async () => {
  const rows = await admin`select status, code_failed_tries as tries, code_nonce as nonce
    from task_links where task_id = ${at.taskId.slice("tsk_".length)}`;
  return {
    status: String(rows[0]?.["status"]),
    tries: Number(rows[0]?.["tries"]),
    nonce: rows[0]?.["nonce"] as unknown,
  };
};

describe("a task that asks for a code", () => {
  it("mails one at the confirmation, and takes the answer with it", async () => {
    const confirmation = await at.choose(accepted);
    expect(confirmation.text).toContain("We have just mailed a code to");
    expect(confirmation.text).toContain("j•••@mail.example");
    const mails = await api.deliver();
    expect(mails.map(({ to, subject }) => [to, subject])).toEqual([
      ["jane@mail.example", "Your code for: Your offer as a pilot"],
    ]);
    const [code = ""] = codesIn(mails);
    const result = await at.visitor.post("/task/answer", {
      ...confirmation.fields,
      code: ` ${code.slice(0, 4)} ${code.slice(4)}`,
    });
    expect([result.status, result.heading]).toEqual([200, "Your answer is recorded"]);
    expect(await stored()).toEqual({ status: "used", tries: 0, nonce: null });
    const events = await at.audited();
    expect(events.find(({ action }) => action === "service_task.completed")?.auth).toMatchObject({
      level: "code",
    });
    expect(JSON.stringify(events)).not.toContain(code);
    const rows = await admin`select to_jsonb(t)::text as row from task_links t`;
    expect(JSON.stringify(rows)).not.toContain(code);
  });

  it("does not take the answer without it", async () => {
    const { fields } = await at.choose(accepted);
    await mailedCode();
    const answer = await at.visitor.post("/task/answer", fields);
    expect([answer.status, answer.text.includes("Type the 8 digits")]).toEqual([422, true]);
    expect(await at.task()).toMatchObject({ status: "pending" });
    expect((await stored()).tries).toBe(0);
  });

  it("can be tried five times; then the link is dead and its person told", async () => {
    const { fields } = await at.choose(accepted);
    const code = await mailedCode();
    for (const left of ["4 tries", "3 tries", "2 tries", "one try"]) {
      const answer = await at.visitor.post("/task/answer", { ...fields, code: otherThan(code) });
      expect([answer.status, answer.text.includes(`You have ${left} left`)]).toEqual([422, true]);
    }
    const last = await at.visitor.post("/task/answer", { ...fields, code: otherThan(code) });
    expect([last.status, last.heading]).toEqual([409, "This link was switched off"]);
    const right = await at.visitor.post("/task/answer", { ...fields, code });
    expect([right.status, right.heading]).toEqual([409, "This link was switched off"]);
    expect(await at.task()).toMatchObject({ status: "pending" });
    expect((await api.deliver()).map(({ to, subject }) => [to, subject])).toEqual([
      ["jane@mail.example", "Somebody tried to answer with your link: Your offer as a pilot"],
    ]);
    const actions = (await at.audited()).map(({ action }) => action);
    expect(actions.filter((action) => action === "code.refused")).toHaveLength(4);
    expect(actions.filter((action) => action === "link.revoked")).toHaveLength(1);
  });

  it("counts five when twenty come at once", async () => {
    const { fields } = await at.choose(accepted);
    const code = await mailedCode();
    await Promise.all(
      Array.from({ length: 20 }, () => at.visitor.post("/task/answer", { ...fields, code: otherThan(code) })),
    );
    expect(await stored()).toMatchObject({ status: "revoked", tries: 5 });
    expect(await api.deliver()).toHaveLength(1);
  });

  it.each([
    ["another answer", declined],
    ["another field", { ...accepted, "f-firstDay": "2027-03-01" }],
    ["another comment", { ...accepted, comment: "Not quite." }],
  ])("confirms no %s than it was mailed for", async (_what, other) => {
    const first = await at.choose(accepted);
    const code = await mailedCode();
    await at.choose(other);
    await mailedCode();
    const back = await at.visitor.post("/task/answer", { ...first.fields, code });
    expect([back.status, back.text.includes("A code for another answer was asked for")]).toEqual([422, true]);
    expect(await at.task()).toMatchObject({ status: "pending" });
    const newest = await mailedCode();
    const result = await at.visitor.post("/task/answer", { ...back.fields, code: newest });
    expect(result.heading).toBe("Your answer is recorded");
  });

  it("lives ten minutes, and is of no use after them", async () => {
    const { fields } = await at.choose(accepted);
    const code = await mailedCode();
    const rows = await admin`select extract(epoch from code_expires_at - clock_timestamp())::int as seconds
      from task_links where task_id = ${at.taskId.slice("tsk_".length)}`;
    expect(Number(rows[0]?.["seconds"])).toBeGreaterThan(590);
    await admin`update task_links set code_expires_at = clock_timestamp()`;
    const answer = await at.visitor.post("/task/answer", { ...fields, code });
    expect([answer.status, answer.text.includes("That code is too old")]).toEqual([422, true]);
    expect(await mailedCode()).not.toBe(code);
  });

  it("is mailed once for one answer, and never for a look or a blind form", async () => {
    await at.visitor.get("/task");
    await at.visitor.get(at.link);
    const blind = await at.visitor.post("/task", accepted);
    expect(blind.text).toContain("This answer needs a code");
    expect(codesIn(await api.deliver())).toEqual([]);
    await Promise.all(Array.from({ length: 20 }, () => at.choose(accepted)));
    expect(codesIn(await api.deliver())).toHaveLength(1);
  });

  it("is mailed five times in ten minutes at most, however it is asked for", async () => {
    let page = await at.choose(accepted);
    for (let asked = 0; asked < 6; asked += 1) {
      page = await at.visitor.post("/task", { ...page.fields, newCode: "yes" });
    }
    await at.choose(declined);
    expect(page.text).toContain("Several codes were mailed");
    const codes = codesIn(await api.deliver());
    // The mails are made when they go out: all hold the newest code.
    expect([codes.length, new Set(codes).size]).toEqual([5, 1]);
    const result = await at.visitor.post("/task/answer", { ...page.fields, code: codes[0] ?? "" });
    expect(result.heading).toBe("Your answer is recorded");
  });

  it("opens no other link", async () => {
    await at.choose(accepted);
    const code = await mailedCode();
    at = await ask({ api, admin }, { form: { ...offer, assurance: "code" }, step: "other" }, at.tenant);
    const { fields } = await at.choose(accepted, at.visitor);
    await api.deliver();
    const answer = await at.visitor.post("/task/answer", { ...fields, code });
    expect([answer.status, answer.text.includes("4 tries left")]).toEqual([422, true]);
  });
});

it("is not asked for where the link is enough", async () => {
  at = await ask({ api, admin });
  const confirmation = await at.choose(accepted, at.visitor);
  expect(confirmation.text).not.toContain('name="code"');
  expect(codesIn(await api.deliver())).toEqual([]);
});
