import { afterAll, beforeAll, expect, test } from "vitest";
import { call } from "../support/client.ts";
import { type Company, createCompany } from "../support/company.ts";
import { eventually, openOneSeat } from "../support/one-order.ts";
import { createSystem, type SystemProcess } from "../support/system.ts";

let system: SystemProcess;
let company: Company;
beforeAll(async () => {
  system = await createSystem();
  company = await createCompany(await system.start());
});
afterAll(() => system.dispose());

type Request = { readonly status: string; readonly currentVersion: number };
type Run = { readonly status: string };

const get = async <Body>(path: string): Promise<Body> =>
  (await call<Body>(`${system.ready().baseUrl}${path}`, { bearer: company.key })).body;
const post = async (path: string, body: unknown): Promise<void> => {
  const url = `${system.ready().baseUrl}${path}`;
  const answer = await call(url, { method: "POST", bearer: company.key, body });
  expect({ path, body: answer.body, ok: answer.status < 300 }).toMatchObject({ ok: true });
};
const runsOf = async (requestId: string): Promise<string[]> => {
  const { data } = await get<{ data: Run[] }>(`/v1/runs?requestId=${requestId}`);
  return data.map(({ status }) => status);
};

test("an order that is returned ends its run; resubmitted, another carries it out", async () => {
  const { requestId, assignmentId } = await openOneSeat(system.ready(), company, "NW-RETURNED");
  const comment = "Which cost center?";
  await post(`/v1/assignments/${assignmentId}/decision`, { outcome: "return", requestVersion: 1, comment });
  await eventually("the end of the first run", async () =>
    (await runsOf(requestId))[0] === "completed" ? true : null,
  );
  expect((await get<Request>(`/v1/approval-requests/${requestId}`)).status).toBe("returned");
  await post(`/v1/approval-requests/${requestId}/resubmit`, { title: "Order NW-RETURNED, 4711" });
  const seat = await eventually("the seat of the second round", async () => {
    const url = `/v1/assignments?requestId=${requestId}&status=open`;
    return (await get<{ data: { id: string }[] }>(url)).data[0] ?? null;
  });
  expect(seat.id).not.toBe(assignmentId);
  await post(`/v1/assignments/${seat.id}/decision`, { outcome: "approve", requestVersion: 2 });
  await eventually("the end of the second run", async () =>
    (await runsOf(requestId)).join() === "completed,completed" ? true : null,
  );
  const ended = await get<Request>(`/v1/approval-requests/${requestId}`);
  expect([ended.status, ended.currentVersion]).toEqual(["approved", 2]);
});
