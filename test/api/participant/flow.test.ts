import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type MailedApi, openMailedApi } from "../../support/mailed-api.ts";
import { visit } from "../approver/client.ts";
import { accepted, ask, type AskedByHand, declined, linksIn } from "./asked.ts";

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

describe("a task that somebody outside does by a mailed link", () => {
  it("is mailed in the tenant's name, with the link once in each part and nothing of the request", () => {
    expect(at.mails.map(({ to, subject }) => [to, subject])).toEqual([
      ["jane@mail.example", "Please answer: Your offer as a pilot"],
    ]);
    const [mail] = at.mails;
    expect(mail?.from).toContain("Northwind Airways");
    for (const part of [mail?.text ?? "", mail?.html ?? ""]) {
      expect(part.split("/t/")).toHaveLength(2);
      expect(part).toContain("84,000.00 EUR a year");
      expect(part).not.toMatch(/Order 1|ann@acme|boss@acme|Ann\b/);
    }
  });

  it("opens by its link, shows what is asked, and writes nothing by being looked at", async () => {
    const before = await at.audited();
    const opened = await at.visitor.get(at.link);
    expect([opened.status, opened.headers.get("location")]).toEqual([303, "/task"]);
    expect(opened.headers.get("set-cookie")).toMatch(
      /^tl=[^;]+; Max-Age=1800; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    const page = await at.visitor.get("/task");
    expect([page.status, page.heading]).toEqual([200, "Your offer as a pilot"]);
    for (const shown of ["Northwind Airways", "j•••@mail.example", "84,000.00 EUR a year", "Answer before"]) {
      expect(page.text).toContain(shown);
    }
    expect(page.text).not.toMatch(/Order 1|ann@acme|checked|<script/);
    expect(await at.audited()).toEqual(before);
    expect(await at.task()).toMatchObject({ status: "pending" });
  });

  it("takes an answer and its confirmation, wakes the run and mails a receipt", async () => {
    const confirmation = await at.choose({ ...accepted, comment: "Glad to.\r\nJane" });
    expect(confirmation.heading).toBe("Is this your answer: Accept the offer?");
    expect(confirmation.text).toContain("1 February 2027");
    expect(await at.task()).toMatchObject({ status: "pending", result: null });
    const result = await at.visitor.post("/task/answer", confirmation.fields);
    expect([result.status, result.heading]).toEqual([200, "Your answer is recorded"]);
    expect(await at.task()).toMatchObject({
      status: "completed",
      result: { answer: "accept", firstDay: "2027-02-01", relocation: true },
      message: "Glad to.\nJane",
    });
    const wakes = await admin`select payload from outbox_messages
      where kind = 'callback.complete' and payload->>'taskId' = ${at.taskId}`;
    expect(wakes).toHaveLength(1);
    const [receipt, ...more] = await api.deliver();
    expect([receipt?.to, receipt?.subject, more]).toEqual([
      "jane@mail.example",
      "You answered: Your offer as a pilot",
      [],
    ]);
    expect(receipt?.text).toContain("> Glad to.\n> Jane");
    const event = (await at.audited()).find(({ action }) => action === "service_task.completed");
    expect(event).toMatchObject({
      actor: { type: "participant" },
      auth: { method: "email_link", level: "link" },
      target: { type: "service_task", id: at.taskId },
    });
    expect(JSON.stringify(await at.audited())).not.toContain("jane@mail.example");
  });

  it("takes a decline with its reason, and wants a comment where the answer does", async () => {
    const bare = await at.choose({ answer: "decline", comment: " " });
    expect([bare.status, bare.text.includes("Write a comment: say why.")]).toEqual([422, true]);
    const confirmation = await at.choose(declined);
    await at.visitor.post("/task/answer", confirmation.fields);
    expect(await at.task()).toMatchObject({
      status: "declined",
      reasonCode: "not_interested",
      message: "Too far away.",
    });
  });

  it("shows the recorded answer to whoever comes again, and keeps to it", async () => {
    const acceptance = await at.choose(accepted);
    const refusal = await at.choose(declined);
    await at.visitor.post("/task/answer", acceptance.fields);
    const again = visit(api.app);
    await again.get(at.link);
    for (const page of [
      await again.get("/task"),
      await at.visitor.post("/task/answer", acceptance.fields),
      await at.visitor.post("/task", acceptance.fields),
    ]) {
      expect([page.status, page.heading]).toEqual([200, "Your answer is recorded"]);
      expect(page.text).toContain("Accept the offer");
      expect(page.text).toContain("1 February 2027");
    }
    for (const page of [
      await at.visitor.post("/task/answer", refusal.fields),
      await at.visitor.post("/task", declined),
      await at.visitor.post("/task", { ...acceptance.fields, "f-firstDay": "2027-03-01" }),
    ]) {
      expect([page.status, page.heading]).toEqual([409, "You had already answered"]);
    }
    expect(await at.task()).toMatchObject({ status: "completed" });
    expect((await api.deliver()).map(({ subject }) => subject)).toEqual([
      "You answered: Your offer as a pilot",
    ]);
  });

  it("takes the answer back to its form, with what was typed", async () => {
    const confirmation = await at.choose({ ...accepted, comment: "Glad to." });
    const page = await at.visitor.post("/task", { ...confirmation.fields, change: "yes" });
    expect(page.status).toBe(200);
    expect(page.text).toContain('value="2027-02-01"');
    expect(page.text).toContain("Glad to.</textarea");
    expect(page.text).toMatch(/value="yes"\s+id="accept-relocation"\s+checked/);
  });

  it("records nothing by a first form that was sent blind", async () => {
    const blind = await at.visitor.post("/task", accepted, {});
    expect([blind.status, blind.heading]).toEqual([200, "Is this your answer: Accept the offer?"]);
    const untouched = await at.visitor.post("/task", {
      page: (await at.visitor.get("/task")).fields["page"] ?? "",
    });
    expect([untouched.status, untouched.text.includes("Choose one of the answers.")]).toEqual([422, true]);
    expect(await at.task()).toMatchObject({ status: "pending" });
  });

  it.each([
    ["another answer", { answer: "decline", comment: "No." }],
    ["another field", { "f-firstDay": "2027-03-01" }],
    ["another comment", { comment: "Never." }],
    ["a forged confirmation", { confirmation: "x.y.z" }],
    ["no confirmation", { confirmation: "" }],
  ])("does not record %s than was confirmed", async (_what, change) => {
    const { fields } = await at.choose(accepted);
    const answer = await at.visitor.post("/task/answer", { ...fields, ...change });
    expect([answer.status, answer.heading]).toEqual([409, "Please confirm once more"]);
    expect(await at.task()).toMatchObject({ status: "pending" });
  });

  it("never takes the token of a page for a confirmation", async () => {
    const { fields } = await at.choose(accepted);
    const answer = await at.visitor.post("/task/answer", { ...fields, confirmation: fields["page"] ?? "" });
    expect(answer.heading).toBe("Please confirm once more");
  });

  it("answers one thing at a time: a form of another link that was open before records nothing", async () => {
    const first = await at.choose(accepted);
    const other = await ask({ api, admin }, { step: "other" }, at.tenant);
    await at.visitor.get(other.link);
    for (const path of ["/task", "/task/answer"]) {
      const page = await at.visitor.post(path, first.fields);
      expect([page.status, page.heading]).toEqual([409, "Something else is open now"]);
    }
    expect(await at.task()).toMatchObject({ status: "pending" });
    expect(await other.task()).toMatchObject({ status: "pending" });
  });

  it.each([
    ["another site", { "sec-fetch-site": "cross-site" }],
    ["another origin", { origin: "https://evil.example" }],
  ])("takes no form from %s", async (_who, headers) => {
    const { fields } = await at.choose(accepted);
    for (const path of ["/task", "/task/answer"]) {
      expect((await at.visitor.post(path, fields, headers)).status).toBe(403);
    }
    expect(await at.task()).toMatchObject({ status: "pending" });
  });
});

describe("a task that a group does by hand", () => {
  const askGroup = async () => {
    const { tenant } = at;
    const dan = await tenant.post<{ id: string }>("/v1/members", { email: "dan@acme.example", name: "Dan" });
    const eve = await tenant.post<{ id: string }>("/v1/members", { email: "eve@acme.example", name: "Eve" });
    const group = await tenant.post<{ id: string }>("/v1/groups", {
      name: "payers",
      memberIds: [dan.id, eve.id],
    });
    const asked = await ask({ api, admin }, { performer: { group: group.id as never }, step: "pay" }, tenant);
    const [, theirs = ""] = linksIn(asked.mails);
    const other = visit(api.app);
    await other.get(theirs);
    return { asked, other };
  };

  it("asks each of them by a link of their own, and says that the first answer counts", async () => {
    const { asked, other } = await askGroup();
    expect(asked.mails.map(({ to }) => to)).toEqual(["dan@acme.example", "eve@acme.example"]);
    expect(asked.mails[0]?.text).toContain("You and one other person; the first answer counts");
    expect((await other.get("/task")).text).toContain("e•••@acme.example");
  });

  it("tells the others that it is answered, and neither by whom nor how; they get no mail", async () => {
    const { asked, other } = await askGroup();
    const theirs = await asked.choose(declined, other);
    const { fields } = await asked.choose(accepted);
    await asked.visitor.post("/task/answer", fields);
    const looked = await other.get("/task");
    expect([looked.status, looked.heading]).toEqual([200, "This has been answered already"]);
    expect(looked.text).not.toMatch(/Dan\b|Accept the offer|2027/);
    const late = await other.post("/task/answer", theirs.fields);
    expect([late.status, late.heading]).toEqual([409, "This has been answered already"]);
    expect((await api.deliver()).map(({ to }) => to)).toEqual(["dan@acme.example"]);
    expect(
      (await asked.audited()).find(({ action }) => action === "service_task.completed")?.actor.type,
    ).toBe("member");
  });

  it("records one answer of twenty that two of them send at once", async () => {
    const { asked, other } = await askGroup();
    const mine = await asked.choose(accepted);
    const theirs = await asked.choose(declined, other);
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        index % 2 === 0
          ? asked.visitor.post("/task/answer", mine.fields)
          : other.post("/task/answer", theirs.fields),
      ),
    );
    const seen = new Set(answers.map(({ status, heading }) => `${status} ${heading}`));
    expect(seen).toEqual(new Set(["200 Your answer is recorded", "409 This has been answered already"]));
    const ends = (await asked.audited()).filter(
      ({ action, target }) =>
        /^service_task\.(completed|declined)$/.test(action) && target.id === asked.taskId,
    );
    expect(ends).toHaveLength(1);
    expect(await api.deliver()).toHaveLength(1);
  });
});
