import { afterAll, beforeAll, expect, test } from "vitest";
import { decideThroughPages } from "../../infra/local/demo/browser.ts";
import { call } from "../support/client.ts";
import { type Company, createCompany } from "../support/company.ts";
import { auditOf, openOneSeat } from "../support/one-order.ts";
import { createSystem, type SystemProcess } from "../support/system.ts";

const gets = 50;

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
