import { afterAll, beforeAll, expect, test } from "vitest";
import { createApiKey } from "../../services/api-keys/index.ts";
import { getRequest } from "../../services/requests/index.ts";
import { openApi, type TestApi } from "../support/api.ts";
import { call } from "../support/client.ts";
import { type Office, openOffice, seatOf } from "../support/office.ts";
import { openPosition } from "../support/positions.ts";

type Problem = {
  readonly code: string;
  readonly status: number;
  readonly errors?: readonly { readonly pointer: string }[];
};
type Answer = Partial<Problem> & {
  readonly data: readonly {
    readonly assignmentId: string;
    readonly decided: { readonly replayed: boolean; readonly request: { readonly status: string } } | null;
    readonly problem: Problem | null;
  }[];
};

let api: TestApi;
let office: Office;
let bearer: string;
beforeAll(async () => {
  api = await openApi();
  office = await openOffice(api.runtime, "Acme");
  await office.rule(({ ids }) => ({
    stages: [
      {
        name: "one",
        approvers: [{ member: ids.dan }, { member: ids.eve }],
        quorum: "any",
        onReject: { comment: true },
      },
    ],
  }));
  bearer = (await createApiKey(office.ctx, { name: "bulk", scopes: ["decisions:write"] })).key;
});
afterAll(() => api.close());

const send = (body: unknown, headers: Record<string, string> = {}) =>
  call<Answer>(`${api.url}/v1/decisions`, { method: "POST", bearer, body, headers });
const open = async () => openPosition(office.ctx, await office.ask(), 1);
const approve = (assignmentId: string) => ({ assignmentId, outcome: "approve", requestVersion: 1 });

test("each of many is decided or refused for itself, and answered in the order given", async () => {
  const [first, second, third] = [await open(), await open(), await open()];
  const { dan, eve } = office.ids;
  const unknown = "asg_00000000-0000-7000-8000-000000000000";
  const decisions = [
    approve(seatOf(third, dan).id),
    approve(unknown),
    { ...approve(seatOf(second, dan).id), outcome: "reject" },
    { ...approve(seatOf(first, dan).id), requestVersion: 7 },
    approve(seatOf(third, eve).id),
    { ...approve(seatOf(second, dan).id), outcome: "reject", comment: "No" },
  ];
  const { status, body } = await send({ decisions, actingMemberId: dan });
  expect(status).toBe(200);
  expect(body.data.map(({ assignmentId }) => assignmentId)).toEqual(
    decisions.map(({ assignmentId }) => assignmentId),
  );
  const answers = body.data.map(({ decided, problem }) => decided?.request.status ?? problem?.code);
  expect(answers).toEqual([
    "approved",
    "resource.not_found",
    "decision.reason_required",
    "decision.version_outdated",
    "decision.not_eligible",
    "rejected",
  ]);
  expect(body.data[2]?.problem).toMatchObject({ status: 422, errors: [{ pointer: "/comment" }] });
  expect((await getRequest(office.ctx, first.id)).status).toBe("pending");
});

test("under a key a repetition gets the first answers, another body is refused, and a refusal is tried again", async () => {
  const request = await open();
  const late = await open();
  const headers = { "idempotency-key": "bulk" };
  const seats = [seatOf(request, office.ids.dan).id, seatOf(late, office.ids.dan).id];
  const body = { decisions: seats.map((id) => approve(id)) };
  const first = await send(body, headers);
  const again = await send(body, headers);
  expect(again.body).toEqual(first.body);
  const other = await send({ decisions: [approve(seats[0] ?? "")] }, headers);
  expect([other.status, other.body.code]).toEqual([422, "idempotency_key.reused"]);
  const without = await send(body);
  expect(without.body.data.map(({ decided }) => decided?.replayed)).toEqual([true, true]);
});

test("none, too many and somebody else's acting person in an item are refused whole", async () => {
  const request = await open();
  const one = approve(seatOf(request, office.ids.dan).id);
  for (const [decisions, pointer] of [
    [[], "/decisions"],
    [Array.from({ length: 101 }, () => one), "/decisions"],
    [[one, { ...one, actingMemberId: office.ids.dan }], "/decisions/1/actingMemberId"],
  ] as const) {
    const { status, body } = await send({ decisions });
    expect([status, body.errors?.map((error) => error.pointer)]).toEqual([422, [pointer]]);
  }
  expect((await getRequest(office.ctx, request.id)).status).toBe("pending");
});

test("the same seats sent ten times at once decide each seat once", async () => {
  const seats: string[] = [];
  for (let count = 0; count < 10; count += 1) seats.push(seatOf(await open(), office.ids.dan).id);
  const decisions = seats.map(approve);
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, index) =>
      send({ decisions: index % 2 === 0 ? decisions : decisions.toReversed() }),
    ),
  );
  const fresh = answers.flatMap(({ body }) => body.data).filter(({ decided }) => decided?.replayed === false);
  expect(fresh.map(({ assignmentId }) => assignmentId).sort()).toEqual([...seats].sort());
});
