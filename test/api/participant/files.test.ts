import postgres from "postgres";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Id } from "../../../db/schema/columns.ts";
import { deleteDocuments } from "../../../services/documents/index.ts";
import type { ByHandInput } from "../../../services/service-tasks/model.ts";
import { call } from "../../support/client.ts";
import { docx, exe, html, pdf, png } from "../../support/files.ts";
import { workflowContext } from "../../support/hand-task.ts";
import { type MailedApi, openMailedApi } from "../../support/mailed-api.ts";
import { ask, type AskedByHand, handIn } from "./asked.ts";

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

const file = (name: string, required = true) => ({
  name,
  label: name.toUpperCase(),
  type: "file" as const,
  required,
});
const papers: ByHandInput = {
  title: "Your papers",
  instructions: "Please hand in your papers.",
  answers: [
    {
      name: "handIn",
      label: "Hand in",
      tone: "good",
      outcome: "completed",
      comment: "none",
      fields: [{ name: "iban", label: "IBAN", type: "text" }, file("passport"), file("degree", false)],
    },
  ],
};
const megabyte = 1024 * 1024;
const pdfOf = (bytes: number) => Buffer.concat([pdf, Buffer.alloc(bytes - pdf.length, 0x20)]);

let at: AskedByHand;
let fields: Record<string, string>;
beforeEach(async () => {
  at = await ask({ api, admin }, { form: papers });
  ({ fields } = await at.choose({ answer: "handIn", "f-iban": "DE02120300000000202051" }));
});

type Listed = {
  readonly id: string;
  readonly fileName: string;
  readonly sha256: string;
  readonly bytes: number;
};
const listed = async (): Promise<readonly Listed[]> => {
  const path = `/v1/approval-requests/${at.tenant.ids.request}/documents`;
  return (await call<{ data: readonly Listed[] }>(`${api.url}${path}`, { bearer: at.tenant.key })).body.data;
};
const content = (id: string) =>
  fetch(`${api.url}/v1/documents/${id}/content`, { headers: { authorization: `Bearer ${at.tenant.key}` } });

describe("a task that asks for files", () => {
  it("says so on its page, and takes them at the confirmation", async () => {
    expect((await at.visitor.get("/task")).text).toContain("Have ready for the next page:");
    const confirmation = await at.choose({ answer: "handIn", "f-iban": "DE02120300000000202051" });
    expect(confirmation.text).toMatch(/enctype="multipart\/form-data"/);
    expect(confirmation.text).toMatch(
      /id="file-passport"[^>]*type="file"[^>]*accept="\.pdf,\.png,\.jpg,\.jpeg,\.txt,\.docx"/,
    );
    const result = await handIn(at.visitor, confirmation.fields, [
      ["passport", "../Pass port.pdf", pdf],
      ["degree", "degree.docx", docx],
    ]);
    expect([result.status, result.heading]).toEqual([200, "Your answer is recorded"]);
    const documents = await listed();
    expect(documents.map(({ fileName, bytes }) => [fileName, bytes])).toEqual([
      ["degree.docx", docx.length],
      ["Pass port.pdf", pdf.length],
    ]);
    const [degree, passport] = documents;
    expect(await at.task()).toMatchObject({
      result: { iban: "DE02120300000000202051", passport: passport?.id, degree: degree?.id },
    });
    expect(result.text).toContain(passport?.sha256);
    const [receipt] = await api.deliver();
    expect(receipt?.text.replaceAll(/\s/g, "")).toContain(passport?.sha256);
    const received = (await at.audited()).filter(({ action }) => action === "document.received");
    expect(received.map(({ target }) => target.id).sort()).toEqual(documents.map(({ id }) => id).sort());
  });

  it("hands them out as attachments, and never to be shown in place", async () => {
    await handIn(at.visitor, fields, [["passport", "Päss (1).pdf", pdf]]);
    const [document] = await listed();
    const answer = await content(document?.id ?? "");
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("application/pdf");
    expect(answer.headers.get("content-disposition")).toBe(
      "attachment; filename=\"P_ss _1_.pdf\"; filename*=UTF-8''P%C3%A4ss%20%281%29.pdf",
    );
    expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
    expect(answer.headers.get("content-security-policy")).toContain("sandbox");
    expect(Buffer.from(await answer.arrayBuffer()).equals(pdf)).toBe(true);
  });

  it.each([
    ["is missing", [], "Choose a file."],
    ["is empty", [["passport", "a.pdf", ""]], "This file is empty"],
    ["is too large", [["passport", "a.pdf", pdfOf(5 * megabyte + 1)]], "This file is too large"],
    ["is no file of ours", [["passport", "a.exe", exe]], "This is no file of a type that is taken"],
    ["says another type than it is", [["passport", "a.pdf", html]], "its name says another type"],
    [
      "is one of two for one field",
      [
        ["passport", "a.pdf", pdf],
        ["passport", "b.pdf", pdf],
      ],
      "too many files",
    ],
  ] as const)("records nothing when one %s", async (_what, files, text) => {
    const page = await handIn(at.visitor, fields, files);
    expect([page.status, page.text.includes(text)]).toEqual([422, true]);
    expect(page.text).toContain('href="#file-passport"');
    expect([await at.task(), await listed()]).toMatchObject([{ status: "pending" }, []]);
    const mended = await handIn(at.visitor, page.fields, [["passport", "a.png", png]]);
    expect(mended.heading).toBe("Your answer is recorded");
  });

  it("takes five megabytes in one file, and answers what is beyond all limits with a page", async () => {
    const large = await handIn(at.visitor, fields, [
      ["passport", "a.pdf", pdfOf(5 * megabyte)],
      ["other", "b.pdf", pdfOf(32 * megabyte)],
    ]);
    expect([large.status, large.heading]).toEqual([413, "That is too much"]);
    const just = await handIn(at.visitor, fields, [["passport", "a.pdf", pdfOf(5 * megabyte)]]);
    expect(just.heading).toBe("Your answer is recorded");
  });

  it("keeps no file that the form does not ask for", async () => {
    await handIn(at.visitor, fields, [
      ["passport", "a.pdf", pdf],
      ["virus", "b.pdf", pdf],
    ]);
    expect((await listed()).map(({ fileName }) => fileName)).toEqual(["a.pdf"]);
  });

  it("keeps one set of files of ten that are sent at once", async () => {
    const pages = await Promise.all(
      Array.from({ length: 10 }, () => handIn(at.visitor, fields, [["passport", "a.pdf", pdf]])),
    );
    expect(new Set(pages.map(({ heading }) => heading))).toEqual(new Set(["Your answer is recorded"]));
    expect(await listed()).toHaveLength(1);
  });

  it.each([
    ["no parts", "multipart/form-data; boundary=x", "nonsense"],
    ["no boundary", "multipart/form-data", "--x--"],
    ["very many parts", "multipart/form-data; boundary=x", `${"--x\r\n\r\n".repeat(100)}--x--`],
    ["JSON", "application/json", "{}"],
  ])("refuses a body of %s", async (_what, type, body) => {
    const headers = { "content-type": type };
    const page = await at.visitor.send("/task/answer", { method: "POST", body, headers });
    expect(page.status).toBe(415);
    expect(await at.task()).toMatchObject({ status: "pending" });
  });
});

describe("documents", () => {
  it("lose their content once, and keep their hash", async () => {
    await handIn(at.visitor, fields, [["passport", "a.pdf", pdf]]);
    const [document] = await listed();
    const id = document?.id ?? "";
    const ctx = workflowContext(api.runtime, at.tenant.tenantId);
    const requestId = at.tenant.ids.request as Id<"request">;
    const other = `tsk_${id.slice(4)}` as Id<"serviceTask">;
    expect(await deleteDocuments(ctx, { requestId, taskId: other })).toEqual({ deleted: 0 });
    expect(await deleteDocuments(ctx, { requestId, taskId: at.taskId })).toEqual({ deleted: 1 });
    expect(await deleteDocuments(ctx, { requestId })).toEqual({ deleted: 0 });
    const gone = await content(id);
    expect([gone.status, ((await gone.json()) as { code: string }).code]).toEqual([410, "document.deleted"]);
    const left = await call<Listed>(`${api.url}/v1/documents/${id}`, { bearer: at.tenant.key });
    expect(left.body).toMatchObject({
      id,
      sha256: document?.sha256,
      deletedAt: expect.any(String) as string,
    });
    const rows = await admin`select content from documents where id = ${id.slice(4)}`;
    expect(rows[0]?.["content"]).toBeNull();
    expect((await at.audited()).filter(({ action }) => action === "document.deleted")).toHaveLength(1);
  });

  it("are listed in pages, newest first", async () => {
    await handIn(at.visitor, fields, [
      ["passport", "a.pdf", pdf],
      ["degree", "b.pdf", pdf],
    ]);
    const path = `${api.url}/v1/approval-requests/${at.tenant.ids.request}/documents?limit=1`;
    const read = (url: string) =>
      call<{ data: readonly Listed[]; nextCursor: string | null }>(url, { bearer: at.tenant.key });
    const first = await read(path);
    const second = await read(`${path}&cursor=${first.body.nextCursor}`);
    expect([first, second].map(({ body }) => body.data.map(({ fileName }) => fileName))).toEqual([
      ["b.pdf"],
      ["a.pdf"],
    ]);
    expect(second.body.nextCursor).toBeNull();
  });

  it("need the scope for tasks", async () => {
    await handIn(at.visitor, fields, [["passport", "a.pdf", pdf]]);
    const [document] = await listed();
    const { key } = await at.tenant.post<{ key: string }>("/v1/api-keys", {
      name: "narrow",
      scopes: ["requests:read"],
    });
    const answer = await call<{ code: string }>(`${api.url}/v1/documents/${document?.id}`, { bearer: key });
    expect([answer.status, answer.body.code]).toEqual([403, "scope.missing"]);
  });
});
