import { afterAll, beforeAll, expect, test } from "vitest";
import { chooseThroughPages, decideThroughPages } from "../../infra/local/demo/browser.ts";
import { call } from "../support/client.ts";
import { type Company, createCompany } from "../support/company.ts";
import { auditOf, eventually, openOneSeat, type OpenSeat } from "../support/one-order.ts";
import { type Manner, scan } from "../support/scanner-robot.ts";
import { createSystem, type SystemProcess } from "../support/system.ts";

const gets = 50;
/** Of one robot, from each of its addresses, before the person and again after; two stages make 204 in all. */
const scansFromEach = 17;
const addresses = ["127.0.0.1", "127.0.0.2", "127.0.0.3"];

let system: SystemProcess;
let company: Company;
beforeAll(async () => {
  system = await createSystem();
  company = await createCompany(await system.start());
});
afterAll(() => system.dispose());

const statusOf = async (requestId: string): Promise<string> => {
  const { body } = await call<{ status: string }>(
    `${system.ready().baseUrl}/v1/approval-requests/${requestId}`,
    { bearer: company.key },
  );
  return body.status;
};

test("a scanner's HEAD, GETs, prefetch and blind form posts decide nothing, and the person then does", async () => {
  const seat = await openOneSeat(system.ready(), company, "NW-SCANNED");
  const { origin } = new URL(seat.link);

  const head = await fetch(seat.link, { method: "HEAD", redirect: "manual" });
  expect(head.status).toBe(200);
  expect(head.headers.getSetCookie()).toEqual([]);
  const opened = await Promise.all(
    Array.from({ length: gets }, () => fetch(seat.link, { redirect: "manual" })),
  );
  expect(new Set(opened.map(({ status }) => status))).toEqual(new Set([303]));
  const prefetched = await fetch(seat.link, { redirect: "manual", headers: { "sec-purpose": "prefetch" } });
  const cookie = prefetched.headers.getSetCookie()[0]?.split(";")[0] ?? "";

  const blind = (path: string) =>
    fetch(`${origin}${path}`, {
      method: "POST",
      headers: { cookie, origin },
      body: new URLSearchParams({ outcome: "approve", comment: "" }),
    });
  expect(await (await blind("/review")).text()).toContain("Confirm: approve");
  expect((await blind("/decide")).status).toBeGreaterThanOrEqual(400);
  expect((await fetch(seat.link, { method: "POST", headers: { origin } })).status).toBe(405);

  expect(await statusOf(seat.requestId)).toBe("pending");
  expect(await auditOf(system.ready(), company, seat.requestId, "decision.recorded")).toEqual([]);

  const page = await decideThroughPages(seat.link, { outcome: "approve", comment: "Read it all." });
  expect(page.status).toBe(200);
  expect(await statusOf(seat.requestId)).toBe("approved");
  const again = await fetch(seat.link, { redirect: "manual" });
  const used = again.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const recorded = await (await fetch(`${origin}/review`, { headers: { cookie: used } })).text();
  expect(recorded).toContain("approved this request");
});

/** Scans from all addresses at the same time, and answers every page that came back. */
const scanFromEverywhere = async (link: string, manner: Manner): Promise<readonly string[]> => {
  const robots = addresses.map(async (from) => {
    const pages: string[] = [];
    for (let times = 0; times < scansFromEach; times += 1) {
      pages.push(...(await scan(link, { from, manner })));
    }
    return pages;
  });
  return (await Promise.all(robots)).flat();
};

const demandCodes = async (): Promise<Company> => {
  const { baseUrl } = system.ready();
  const careful = await createCompany(system.ready(), "Careful Traders");
  const send = async <Body>(path: string, method: string, body?: unknown): Promise<Body> =>
    (await call<Body>(`${baseUrl}${path}`, { method, bearer: careful.key, body })).body;
  const { data } = await send<{ data: { id: string }[] }>("/v1/policies", "GET");
  const path = `/v1/policies/${data[0]?.id}`;
  const stage = { name: "manager", approvers: [{ manager: 1 }], quorum: "any", assurance: "code" };
  await send(`${path}/versions`, "POST", { rules: [{ name: "all", stages: [stage] }] });
  await send(`${path}/publish`, "POST", { version: 2 });
  return careful;
};

const codesTo = async ({ memberEmail }: OpenSeat, orderNumber: string): Promise<readonly string[]> => {
  const url = `${system.ready().mailboxUrl}/messages?to=${encodeURIComponent(memberEmail)}&limit=200`;
  const { body } = await call<{ subject: string; text: string }[]>(url);
  return body
    .filter(({ subject }) => subject === `Your code for: Order ${orderNumber}`)
    .flatMap(({ text }) => /^ {4}(\d{8})$/m.exec(text)?.[1] ?? []);
};

test("a robot that follows every link and sends every first form decides nothing, and the person does at once", async () => {
  const seat = await openOneSeat(system.ready(), company, "NW-ROBOT");
  const before = await scanFromEverywhere(seat.link, "untouched");
  expect(before.some((html) => html.includes("There is a problem"))).toBe(true);
  expect(before.filter((html) => html.includes("<script"))).toEqual([]);
  expect(await auditOf(system.ready(), company, seat.requestId, "decision.recorded")).toEqual([]);

  const page = await decideThroughPages(seat.link, { outcome: "reject", comment: "Read it all." });
  expect([page.status, page.heading]).toEqual([200, "You rejected this request"]);
  await scanFromEverywhere(seat.link, "untouched");
  const recorded = await auditOf(system.ready(), company, seat.requestId, "decision.recorded");
  expect(recorded.map(({ detail }) => detail["outcome"])).toEqual(["reject"]);
});

test("where a code is asked for, not even a robot that fills in every field decides, and costs no try", async () => {
  const careful = await demandCodes();
  const seat = await openOneSeat(system.ready(), careful, "NW-CODED");
  const before = await scanFromEverywhere(seat.link, "filled");
  expect(before.some((html) => html.includes("Type the 8 digits"))).toBe(true);
  expect(await auditOf(system.ready(), careful, seat.requestId, "decision.recorded")).toEqual([]);
  expect(await auditOf(system.ready(), careful, seat.requestId, "code.refused")).toEqual([]);
  const robots = await eventually("the robots' code", async () => {
    const codes = await codesTo(seat, "NW-CODED");
    return codes.length > 0 ? codes : null;
  });
  expect(robots).toHaveLength(1);

  const confirm = await chooseThroughPages(seat.link, { outcome: "reject", comment: "Read it all." });
  const code = await eventually("the person's code", async () => {
    const [newest, ...older] = await codesTo(seat, "NW-CODED");
    return older.length === 0 ? null : (newest ?? null);
  });
  const page = await confirm({ code });
  expect([page.status, page.heading]).toEqual([200, "You rejected this request"]);
  await scanFromEverywhere(seat.link, "filled");
  const recorded = await auditOf(system.ready(), careful, seat.requestId, "decision.recorded");
  expect(recorded.map(({ detail }) => [detail["outcome"], detail["assurance"]])).toEqual([
    ["reject", "code"],
  ]);
});
