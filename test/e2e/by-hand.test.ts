import { afterAll, beforeAll, expect, test } from "vitest";
import { answerThroughPages } from "../../infra/local/demo/browser.ts";
import { call } from "../support/client.ts";
import { auditOf, eventually } from "../support/one-order.ts";
import { readOrders } from "../support/orders.ts";
import { scan } from "../support/scanner-robot.ts";
import { createSystem, type SystemProcess } from "../support/system.ts";

const adminEmail = "gus@byhand.example";
/** Each from another address of the machine. */
const robots = ["127.0.0.1", "127.0.0.2", "127.0.0.3"];
const scansEach = 5;
const steps = ["Stock reserve", "Payment authorize", "Payment capture", "Shipping create"];

let system: SystemProcess;
let key: string;
let tenantId: string;
beforeAll(async () => {
  system = await createSystem();
  await system.start();
  const { operatorToken } = system.ready();
  const tenants = "/admin/v1/tenants";
  tenantId = (await send<{ id: string }>(tenants, operatorToken, { name: "By Hand Traders" })).id;
  key = (await send<{ key: string }>(`${tenants}/${tenantId}/api-keys`, operatorToken, {})).key;
  await send("/v1/members", key, { email: adminEmail, name: "Gus", roles: ["tenant_admin"] });
  const rules = [{ name: "all", autoApprove: true }];
  const policy = await send<{ id: string }>("/v1/policies", key, { kind: "order", name: "Orders", rules });
  await send(`/v1/policies/${policy.id}/publish`, key, { version: 1 });
});
afterAll(() => system.dispose());

const send = async <Body>(path: string, bearer: string, body: unknown): Promise<Body> => {
  const answer = await call<Body>(`${system.ready().baseUrl}${path}`, { method: "POST", bearer, body });
  if (answer.status >= 300) throw new Error(`POST ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};

const runOf = async (requestId: string): Promise<string | undefined> => {
  const url = `${system.ready().baseUrl}/v1/runs?requestId=${requestId}`;
  const { body } = await call<{ data: { status: string }[] }>(url, { bearer: key });
  return body.data[0]?.status;
};

const mailedLink = (subject: string): Promise<string> =>
  eventually(`the mail "${subject}"`, async () => {
    const url = `${system.ready().mailboxUrl}/messages?to=${encodeURIComponent(adminEmail)}&limit=200`;
    const { body } = await call<{ subject: string; text: string }[]>(url);
    const mail = body.find((one) => one.subject === subject);
    return mail === undefined ? null : (/https?:\/\/\S+\/t\/\S+/.exec(mail.text)?.[0] ?? null);
  });

/** As filters do: a look at everything, prefetching, and the forms posted blind. */
const scanFromEverywhere = async (link: string): Promise<readonly string[]> => {
  const { origin } = new URL(link);
  const seen = robots.map(async (from) => {
    const pages: string[] = [];
    for (let times = 0; times < scansEach; times += 1) {
      pages.push(...(await scan(link, { from, manner: "untouched" })));
      pages.push(...(await scan(link, { from, manner: "filled" })));
    }
    return pages;
  });
  const pages = (await Promise.all(seen)).flat();
  const opened = await fetch(link, { redirect: "manual", headers: { "sec-purpose": "prefetch" } });
  const cookie = opened.headers.getSetCookie()[0]?.split(";")[0] ?? "";
  const blind = (path: string) =>
    fetch(`${origin}${path}`, {
      method: "POST",
      headers: { cookie, origin },
      body: new URLSearchParams({ answer: "done", comment: "" }),
    });
  expect(await (await blind("/task")).text()).toContain("Confirm: Mark as done");
  expect((await blind("/task/answer")).status).toBeGreaterThanOrEqual(400);
  return pages;
};

test("a person does every step of an order by mailed links, and robots that open them do none", async () => {
  const [order] = readOrders(1);
  const { requestedBy: _requester, ...payload } = order ?? {};
  const { id: requestId } = await send<{ id: string }>("/v1/approval-requests", key, {
    kind: "order",
    title: "Order by hand",
    requester: { email: "ann@byhand.example", name: "Ann" },
    payload,
  });
  for (const [done, step] of steps.entries()) {
    const link = await mailedLink(`Please answer: ${step}`);
    const pages = await scanFromEverywhere(link);
    expect(pages.some((html) => html.includes("Choose one of the answers."))).toBe(true);
    expect(pages.filter((html) => html.includes("<script"))).toEqual([]);
    const ended = await auditOf(system.ready(), { key }, requestId, "service_task.completed");
    expect(ended).toHaveLength(done);
    const page = await answerThroughPages(link, { answer: "done" });
    expect([page.status, page.heading]).toEqual([200, "Your answer is recorded"]);
  }
  const status = await eventually("the end of the run", async () => {
    const now = await runOf(requestId);
    return now === "completed" || now === "failed" || now === "compensated" ? now : null;
  });
  expect(status).toBe("completed");
});
