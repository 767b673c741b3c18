import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { problems } from "../../../api/problem.ts";
import { createApiKey } from "../../../services/api-keys/index.ts";
import { getRequest } from "../../../services/requests/index.ts";
import { requestStatuses } from "../../../services/statuses.ts";
import { openApi, operatorToken, type TestApi } from "../../support/api.ts";
import { call } from "../../support/client.ts";
import { orderPayload } from "../../support/furnished-tenant.ts";
import { type Office, openOffice } from "../../support/office.ts";
import { renderWhoMay } from "./render.ts";
import { makeSpecimen, ruleOfSpecimens, type Specimen } from "./specimen.ts";
import { type ActionName, actions, type Role, roles, type Status, type Verdict, verdictOf } from "./table.ts";

let api: TestApi;
let office: Office;
let bearers: Readonly<Record<"key" | "keyWithoutScope" | "operator", string>>;
beforeAll(async () => {
  api = await openApi();
  office = await openOffice(api.runtime, "Acme");
  await office.rule(ruleOfSpecimens);
  const scopes = ["requests:read", "requests:write", "decisions:write", "tasks:write"] as const;
  const full = await createApiKey(office.ctx, { name: "full", scopes });
  const reading = await createApiKey(office.ctx, { name: "reading", scopes: ["requests:read"] });
  bearers = { key: full.key, keyWithoutScope: reading.key, operator: operatorToken };
});
afterAll(() => api.close());

const memberOf = (role: Role): string | undefined => {
  const { ann, bob, eve, dan, cleo, gus } = office.ids;
  const members: Partial<Record<Role, string>> = {
    requester: ann,
    approver: bob,
    delegate: eve,
    principal: dan,
    other: cleo,
    admin: gus,
  };
  return members[role];
};

const seatFor = ({ ownSeat, delegatedSeat }: Specimen, role: Role): string =>
  role === "delegate" || role === "principal" ? delegatedSeat : ownSeat;

const bodyOf = (action: ActionName, role: Role, specimen: Specimen): object => {
  const actingMemberId = memberOf(role);
  const decision = { outcome: "approve", requestVersion: 1 };
  const bodies: Record<ActionName, object> = {
    decide: { ...decision, actingMemberId },
    "decide many": { decisions: [{ ...decision, assignmentId: seatFor(specimen, role) }], actingMemberId },
    reassign: { memberId: office.ids.cleo, actingMemberId },
    delegate: { memberId: office.ids.cleo, actingMemberId },
    "add-approver": { memberId: office.ids.cleo, stageId: specimen.stageId, actingMemberId },
    comment: { text: "Hello", memberId: actingMemberId },
    withdraw: { actingMemberId },
    cancel: { actingMemberId },
    edit: { requestVersion: 1, title: "Edited", payload: orderPayload(), actingMemberId },
    resubmit: { actingMemberId },
    remind: { actingMemberId },
    escalate: { actingMemberId },
    "answer task": { answer: "done", actingMemberId },
    override: { outcome: "approve", comment: "It must go on", actingMemberId },
  };
  return bodies[action];
};

type Answer = { readonly code?: ErrorName; readonly data?: readonly { readonly problem: Answer | null }[] };
type ErrorName = Exclude<Verdict, "ok">;

/** What the API says: "ok", or the code, with the status that the code stands for. */
const ask = async (action: ActionName, role: Role, specimen: Specimen): Promise<Verdict> => {
  const path = actions[action].route.slice("POST ".length);
  const ofRequest = path.includes("service-tasks") ? (specimen.taskId ?? "") : specimen.requestId;
  const id = path.includes("assignments") ? seatFor(specimen, role) : ofRequest;
  const { status, body } = await call<Answer>(`${api.url}${path.replace("{id}", id)}`, {
    method: "POST",
    bearer: bearers[role === "keyWithoutScope" || role === "operator" ? role : "key"],
    body: bodyOf(action, role, specimen),
  });
  const code = body.code ?? body.data?.[0]?.problem?.code;
  if (body.code !== undefined) expect(status).toBe(problems[body.code].status);
  return code ?? "ok";
};

const kept = new Map<string, Specimen>();
/** One request for all that changes nothing. */
const keptSpecimen = async (status: Status, hasTask: boolean): Promise<Specimen> => {
  const key = `${status} ${hasTask}`;
  const specimen = kept.get(key) ?? (await makeSpecimen(office, status, hasTask));
  kept.set(key, specimen);
  return specimen;
};

const allRoles = Object.keys(roles) as Role[];
const cells = (Object.keys(actions) as ActionName[]).flatMap((action) =>
  requestStatuses.map((status) => ({ action, status })),
);

test.each(cells)(
  "$action of a request that is $status: each role as the table has it",
  async ({ action, status }) => {
    const hasTask = action !== "edit";
    const specimen = await keptSpecimen(status, hasTask);
    const before = await getRequest(office.ctx, specimen.requestId);
    for (const role of allRoles) {
      const wanted = verdictOf(action, role, status);
      const changes = wanted === "ok" && action !== "comment";
      const subject = changes ? await makeSpecimen(office, status, hasTask) : specimen;
      expect({ role, verdict: await ask(action, role, subject) }).toEqual({ role, verdict: wanted });
      if (changes) expect(await getRequest(office.ctx, subject.requestId)).not.toEqual(before);
    }
    expect(await getRequest(office.ctx, specimen.requestId)).toEqual(before);
  },
);

test("the README has the table as it is tested", () => {
  const readme = readFileSync(new URL("../../../api/README.md", import.meta.url), "utf8");
  expect(readme).toContain(renderWhoMay());
});
