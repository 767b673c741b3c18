import { type SendEmailCommandInput, SendEmailCommand, type SESv2Client } from "@aws-sdk/client-sesv2";
import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type Mailbox, startMailbox } from "../../../infra/local/mailbox/index.ts";
import { openDatabase, type TestDatabase } from "../../support/postgres/database.ts";
import { connectSes, mailTo } from "./send.ts";

type Mail = Readonly<Record<string, unknown>> & { readonly id: string };

let database: TestDatabase;
let mailbox: Mailbox;
let ses: SESv2Client;

beforeAll(async () => {
  database = await openDatabase();
  mailbox = await startMailbox({ databaseUrl: database.adminUrl });
  ses = connectSes(mailbox.url);
});

afterAll(async () => {
  ses.destroy();
  await mailbox.close();
  await database.drop();
});

beforeEach(async () => {
  await call("DELETE", "/messages");
  await call("PUT", "/switches", { mode: "accept" });
});

const call = (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(mailbox.url + path, { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });

const list = async (query = ""): Promise<Mail[]> =>
  (await (await call("GET", `/messages${query}`)).json()) as Mail[];

const send = (input: SendEmailCommandInput) => ses.send(new SendEmailCommand(input));

/** The mail without its subject, which a test then gives. */
const simple = (change: object): SendEmailCommandInput => {
  const mail = mailTo("ada@example.com");
  return { ...mail, Content: { Simple: { ...mail.Content?.Simple, ...change } } } as SendEmailCommandInput;
};

describe("SendEmail", () => {
  it("keeps the mail as it was sent", async () => {
    const answer = await send(mailTo("ada@example.com"));
    const [mail] = await list();
    expect(mail).toMatchObject({
      id: answer.MessageId,
      from: "Countersign <approvals@countersign.example>",
      to: "ada@example.com",
      replyTo: ["desk@countersign.example"],
      subject: "Decide on order NW-10782",
      text: "Dear Ada,\nhttps://countersign.example/l/abc.",
      html: expect.stringContaining("<p>Dear Ada</p>"),
      reference: "msg-1",
      tags: [{ name: "kind", value: "order" }],
    });
    expect(mail?.["receivedAt"]).toMatch(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/);
    expect(await (await call("GET", `/messages/${mail?.id}`)).json()).toEqual(mail);
  });

  it("keeps a second mail with the same reference, so that duplicates can be counted", async () => {
    await send(mailTo("ada@example.com"));
    await send(mailTo("ada@example.com"));
    expect((await list()).map((mail) => mail["reference"])).toEqual(["msg-1", "msg-1"]);
  });

  it("gives every recipient a copy", async () => {
    await send({
      ...mailTo("x@example.com"),
      Destination: { ToAddresses: ["Ada <ada@example.com>", "bob@example.com"] },
    });
    expect((await list()).map((mail) => mail["to"])).toEqual(["bob@example.com", "ada@example.com"]);
  });

  it.each<[string, SendEmailCommandInput, RegExp]>([
    [
      "raw content",
      { ...mailTo("a@example.com"), Content: { Raw: { Data: new Uint8Array([1]) } } },
      /Content\.Raw/,
    ],
    [
      "a template",
      { ...mailTo("a@example.com"), Content: { Template: { TemplateName: "t" } } },
      /Content\.Template/,
    ],
    ["no recipient", { ...mailTo("a@example.com"), Destination: {} }, /no address/],
    ["a recipient that is no address", mailTo("nobody"), /ToAddresses\.0/],
    [
      "a line break in the subject",
      simple({ Subject: { Data: "a\r\nBcc: b@example.com" } }),
      /Subject\.Data/,
    ],
    ["no body", simple({ Body: {} }), /neither/],
    ["U+0000", simple({ Body: { Text: { Data: "a\u0000" } } }), /U\+0000/],
  ])("refuses %s and keeps nothing", async (_case, input, message) => {
    await expect(send(input)).rejects.toMatchObject({
      name: "BadRequestException",
      message: expect.stringMatching(message),
      $metadata: { httpStatusCode: 400 },
    });
    expect(await list()).toEqual([]);
  });

  it("refuses a message of more than 10 MB", async () => {
    const large = simple({ Body: { Text: { Data: "x".repeat(10 * 1024 * 1024) } } });
    await expect(send(large)).rejects.toMatchObject({ name: "BadRequestException" });
  });
});

describe("GET /messages", () => {
  it("lists the newest first, by recipient whatever the case, page by page", async () => {
    for (const subject of ["one", "two", "three"]) await send(mailTo("Ada@Example.com", subject));
    await send(mailTo("bob@example.com", "other"));
    const subjects = async (query: string) => (await list(query)).map((mail) => mail["subject"]);
    expect(await subjects("?to=ada@example.COM")).toEqual(["three", "two", "one"]);
    const [, second] = await list("?to=ada@example.com&limit=2");
    expect(await subjects(`?to=ada@example.com&limit=2&after=${second?.id}`)).toEqual(["one"]);
  });

  it.each(["?limit=0", "?limit=x", "?after=unknown", "/unknown"])("refuses %s clearly", async (query) => {
    const answer = await call("GET", `/messages${query}`);
    expect([400, 404]).toContain(answer.status);
    expect(await answer.json()).toMatchObject({ detail: expect.any(String) });
  });
});

describe("the switches", () => {
  it.each([
    ["refuse", "MessageRejected", 400],
    ["throttle", "TooManyRequestsException", 429],
  ])("%s makes SES answer %s", async (mode, name, httpStatusCode) => {
    expect(await (await call("PUT", "/switches", { mode, seconds: 60 })).json()).toMatchObject({ mode });
    await expect(send(mailTo("ada@example.com"))).rejects.toMatchObject({
      name,
      $metadata: { httpStatusCode },
    });
    expect(await list()).toEqual([]);
  });

  it("accept again when their time is over", async () => {
    await call("PUT", "/switches", { mode: "refuse", seconds: 1 });
    await expect
      .poll(
        () =>
          send(mailTo("ada@example.com")).then(
            () => true,
            () => false,
          ),
        { timeout: 5_000 },
      )
      .toBe(true);
  });

  it("keep the mail before a delayed answer, even for a sender that gives up", async () => {
    await call("PUT", "/switches", { mode: "delay", delayMilliseconds: 60_000 });
    const command = new SendEmailCommand(mailTo("ada@example.com"));
    await expect(ses.send(command, { abortSignal: AbortSignal.timeout(300) })).rejects.toThrow();
    expect(await list()).toHaveLength(1);
  });

  it.each([{ mode: "explode" }, { mode: "delay", delayMilliseconds: -1 }, { mode: "refuse", more: 1 }])(
    "refuse %j",
    async (body) => {
      expect((await call("PUT", "/switches", body)).status).toBe(400);
      expect(await (await call("GET", "/switches")).json()).toMatchObject({ mode: "accept" });
    },
  );

  it("are buttons on the page", async () => {
    const answer = await fetch(`${mailbox.url}/switches`, {
      method: "POST",
      redirect: "manual",
      headers: { origin: mailbox.url },
      body: new URLSearchParams({ mode: "throttle" }),
    });
    expect(answer.status).toBe(303);
    expect(await (await call("GET", "/switches")).json()).toMatchObject({ mode: "throttle" });
  });
});

describe("the inbox page", () => {
  it("lists mails with what they say escaped", async () => {
    await send(mailTo("ada@example.com", "<script>alert(1)</script>"));
    const page = await (await call("GET", "/?to=ada@example.com")).text();
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page).not.toContain("<script>alert");
  });

  it("shows the HTML part in a frame that runs nothing and opens links in tabs", async () => {
    const { MessageId: id } = await send(mailTo("ada@example.com"));
    const page = await (await call("GET", `/mail/${id}`)).text();
    expect(page).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
    const part = await call("GET", `/mail/${id}/html`);
    expect(part.headers.get("content-security-policy")).toMatch(/default-src 'none';.*sandbox allow-popups/);
    expect(await part.text()).toMatch(/^<!doctype html><html><head><base target="_blank">/);
  });

  it("shows the text part with its links alive", async () => {
    const { MessageId: id } = await send(mailTo("ada@example.com"));
    const page = await (await call("GET", `/mail/${id}?part=text`)).text();
    expect(page).toContain('<a href="https://countersign.example/l/abc" target="_blank"');
  });
});

it("answers 5xx while the database cuts it off and works again afterwards", async () => {
  const admin = postgres(database.adminUrl, { max: 1 });
  await admin`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'local-mailbox'`;
  await admin.end();
  await expect.poll(async () => (await call("GET", "/messages")).status, { timeout: 10_000 }).toBe(200);
});

it("finds its mails again after a start on the same database", async () => {
  await send(mailTo("ada@example.com"));
  const second = await startMailbox({ databaseUrl: database.adminUrl });
  expect(await (await fetch(`${second.url}/messages`)).json()).toEqual(await list());
  await second.close();
});
