import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openApi, type TestApi } from "../support/api.ts";
import { call } from "../support/client.ts";
import { type FurnishedTenant, furnishTenant } from "../support/furnished-tenant.ts";
import { openSeat } from "../support/open-seat.ts";

type Answer = {
  readonly instance: string;
  readonly code: string;
  readonly errors?: readonly { readonly pointer: string }[];
  readonly replayed: boolean;
  readonly decision: { readonly id: string; readonly outcome: string };
  readonly request: { readonly status: string };
};

let api: TestApi;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api.close());

let names = 0;
let tenant: FurnishedTenant;
let seat: string;
beforeEach(async () => {
  names += 1;
  tenant = await furnishTenant(api.url, `Acme ${names}`);
  seat = await openSeat(api, tenant);
});

const decide = (body: Record<string, unknown>, { id = seat, key = tenant.key, headers = {} } = {}) =>
  call<Answer>(`${api.url}/v1/assignments/${id}/decision`, {
    method: "POST",
    bearer: key,
    body: { requestVersion: 1, ...body },
    headers,
  });

test("a seat is decided once; the same again answers the same, another outcome what was recorded", async () => {
  const first = await decide({ outcome: "approve", comment: "Go ahead" });
  expect([first.status, first.body.replayed, first.body.request.status]).toEqual([200, false, "approved"]);
  const again = await decide({ outcome: "approve" });
  expect([again.status, again.body.replayed, again.body.decision]).toEqual([200, true, first.body.decision]);
  const other = await decide({ outcome: "reject" });
  expect([other.status, other.body.code]).toEqual([409, "decision.recorded_otherwise"]);
  expect(other.body.decision).toMatchObject({ id: first.body.decision.id, outcome: "approve" });
});

test("of twenty decisions at once, ten each way, one way wins and the other is told so", async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => decide({ outcome: index % 2 === 0 ? "approve" : "reject" })),
  );
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(10);
  expect(statuses.filter((status) => status === 409)).toHaveLength(10);
  expect(new Set(answers.map(({ body }) => body.decision.id)).size).toBe(1);
  expect(answers.filter(({ status, body }) => status === 200 && !body.replayed)).toHaveLength(1);
});

test("a decision under a key is carried out once and answered twice alike", async () => {
  const headers = { "idempotency-key": "decide" };
  const first = await decide({ outcome: "approve" }, { headers });
  const second = await decide({ outcome: "approve" }, { headers });
  expect(second.body).toEqual(first.body);
  expect(second.headers.get("idempotency-replayed")).toBe("true");
});

test("an outdated version and somebody else's name are refused, and the seat stays open", async () => {
  const outdated = await decide({ outcome: "approve", requestVersion: 2 });
  expect([outdated.status, outdated.body.code]).toEqual([409, "decision.version_outdated"]);
  const stranger = await decide({ outcome: "approve", actingMemberId: tenant.ids.member });
  expect([stranger.status, stranger.body.code]).toEqual([403, "decision.not_eligible"]);
  expect((await decide({ outcome: "reject", comment: "No" })).status).toBe(200);
});

test("another tenant's seat answers as an unknown one does, and is not touched", async () => {
  const other = await furnishTenant(api.url, `Other ${names}`);
  const ask = async (id: string) => {
    const { status, body } = await decide({ outcome: "approve" }, { id, key: other.key });
    return { status, body: { ...body, instance: "" } };
  };
  const unknown = await ask("asg_00000000-0000-7000-8000-000000000000");
  expect(unknown.status).toBe(404);
  expect([await ask(seat), await ask("not-an-id")]).toEqual([unknown, unknown]);
  expect((await decide({ outcome: "approve" })).body.replayed).toBe(false);
});
