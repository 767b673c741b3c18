import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { chooseThroughPages } from "../../infra/local/demo/browser.ts";
import { call } from "../support/client.ts";
import { type Company, createCompany } from "../support/company.ts";
import { auditOf, openOneSeat } from "../support/one-order.ts";
import { createSystem, type SystemProcess } from "../support/system.ts";

const attempts = 200;

let system: SystemProcess;
let company: Company;
beforeAll(async () => {
  system = await createSystem();
  company = await createCompany(await system.start());
});
afterAll(() => system.dispose());

type Attempt = { readonly wanted: string; readonly status: number; readonly recorded: string };
type DecisionBody = { readonly decision: { readonly outcome: string } };

const byApi = async (assignmentId: string, outcome: "approve" | "reject"): Promise<Attempt> => {
  const { status, body } = await call<DecisionBody>(
    `${system.ready().baseUrl}/v1/assignments/${assignmentId}/decision`,
    { method: "POST", bearer: company.key, body: { outcome, requestVersion: 1 } },
  );
  return { wanted: outcome, status, recorded: body.decision.outcome };
};

const countWakeUps = async (requestId: string): Promise<number> => {
  const client = postgres(system.ready().databaseUrl, { max: 1 });
  try {
    const rows = await client`select count(*)::int as count from outbox_messages
      where kind = 'callback.complete' and payload ? 'stageId' and request_id = ${requestId.slice(4)}::uuid`;
    return Number(rows[0]?.["count"]);
  } finally {
    await client.end();
  }
};

test("200 simultaneous decisions on one seat, by link and API, make one decision", async () => {
  const seat = await openOneSeat(system.ready(), company, "NW-ONCE");
  const choose = (outcome: "approve" | "reject") => chooseThroughPages(seat.link, { outcome, comment: "" });
  const confirm = { approve: await choose("approve"), reject: await choose("reject") };
  const byLink = async (outcome: "approve" | "reject"): Promise<Attempt> => {
    const page = await confirm[outcome]();
    const recorded = page.html.includes("approved this request") ? "approve" : "reject";
    return { wanted: outcome, status: page.status, recorded };
  };

  const all = await Promise.all(
    Array.from({ length: attempts }, (_, index) => {
      const outcome = index % 2 === 0 ? "approve" : "reject";
      return index % 4 < 2 ? byApi(seat.assignmentId, outcome) : byLink(outcome);
    }),
  );

  const request = await call<{ decisions: { outcome: string }[] }>(
    `${system.ready().baseUrl}/v1/approval-requests/${seat.requestId}`,
    { bearer: company.key },
  );
  const [decision, ...others] = request.body.decisions;
  expect(others).toEqual([]);
  // Everybody learns the recorded outcome: those who wanted it with 200, the others with 409.
  const expected = all.map(({ wanted }) => ({
    wanted,
    status: wanted === decision?.outcome ? 200 : 409,
    recorded: decision?.outcome,
  }));
  expect(all).toEqual(expected);
  expect(await auditOf(system.ready(), company, seat.requestId, "decision.recorded")).toHaveLength(1);
  expect(await countWakeUps(seat.requestId)).toBe(1);
});
