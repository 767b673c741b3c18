import { expect, test } from "vitest";
import { type DecisionAttempt, type DecisionFacts, judge } from "../../../services/decisions/policy.ts";

const now = new Date("2026-11-23T12:00:00Z");

const approver = { id: "mem_approver", email: "boss@acme.example", managerId: "mem_chief" };

const facts = (change: {
  readonly request?: Partial<DecisionFacts["request"]>;
  readonly stage?: Partial<DecisionFacts["stage"]>;
  readonly seat?: Partial<DecisionFacts["seat"]>;
  readonly votes?: DecisionFacts["votes"];
}): DecisionFacts => ({
  now,
  request: {
    status: "pending",
    version: 2,
    contentHash: "aa",
    requester: { id: "mem_requester", email: "ann@acme.example" },
    ...change.request,
  },
  stage: {
    id: "stg_finance",
    name: "finance",
    status: "active",
    deadlineAt: new Date("2026-11-23T12:00:01Z"),
    assurance: "link",
    separation: {},
    onReject: {},
    ...change.stage,
  },
  seat: {
    status: "open",
    member: approver,
    memberActive: true,
    isAgents: false,
    principal: null,
    recordedOutcome: null,
    ...change.seat,
  },
  votes: change.votes ?? [],
});

const attempt = (change: Partial<DecisionAttempt> = {}): DecisionAttempt => ({
  outcome: "approve",
  comment: null,
  reasonCode: null,
  requestVersion: 2,
  actingMemberId: null,
  assurance: "link",
  contentHash: null,
  ...change,
});

test("an open seat before its deadline is decided by its own person or by software on their behalf", () => {
  expect(judge(facts({}), attempt())).toEqual({ verdict: "record" });
  expect(judge(facts({}), attempt({ actingMemberId: "mem_approver", contentHash: "aa" }))).toEqual({
    verdict: "record",
  });
});

test.each([
  ["somebody else acts", facts({}), attempt({ actingMemberId: "mem_other" }), "decision.not_eligible"],
  [
    "the requester holds the seat",
    facts({ seat: { member: { ...approver, id: "mem_requester" } } }),
    attempt(),
    "decision.not_eligible",
  ],
  [
    "the requester holds the seat under another name",
    facts({
      request: { requester: { id: null, email: "ann@acme.example" } },
      seat: { member: { ...approver, email: "ANN@acme.example" } },
    }),
    attempt(),
    "decision.not_eligible",
  ],
  ["the seat is an agent's", facts({ seat: { isAgents: true } }), attempt(), "decision.not_eligible"],
  ["the person was disabled", facts({ seat: { memberActive: false } }), attempt(), "decision.not_eligible"],
  ["another version was shown", facts({}), attempt({ requestVersion: 1 }), "decision.version_outdated"],
  ["other content was shown", facts({}), attempt({ contentHash: "bb" }), "decision.version_outdated"],
  ["the deadline is now", facts({ stage: { deadlineAt: now } }), attempt(), "decision.deadline_passed"],
  [
    "the request was withdrawn",
    facts({ request: { status: "withdrawn" } }),
    attempt(),
    "assignment.not_open",
  ],
  ["the stage has not begun", facts({ stage: { status: "not_started" } }), attempt(), "assignment.not_open"],
  [
    "the seat is no longer required",
    facts({ seat: { status: "not_required" } }),
    attempt(),
    "assignment.not_open",
  ],
  [
    "the requester is the principal of a delegate",
    facts({ seat: { principal: { ...approver, id: "mem_requester" } } }),
    attempt(),
    "decision.not_eligible",
  ],
  [
    "the stage asks for a code and a link alone came",
    facts({ stage: { assurance: "code" } }),
    attempt(),
    "decision.assurance_too_low",
  ],
  [
    "another outcome was recorded",
    facts({ seat: { status: "decided", recordedOutcome: "reject" } }),
    attempt(),
    "decision.recorded_otherwise",
  ],
] as const)("a decision is refused when %s", (_when, state, tried, code) => {
  expect(judge(state, tried)).toMatchObject({ verdict: "refuse", code });
});

test("the recorded outcome again is replayed, even after the deadline and the end of the request", () => {
  const ended = facts({
    request: { status: "approved" },
    stage: { status: "approved", deadlineAt: new Date(0) },
    seat: { status: "decided", recordedOutcome: "approve" },
  });
  expect(judge(ended, attempt())).toEqual({ verdict: "replay" });
  expect(judge(ended, attempt({ actingMemberId: "mem_other" }))).toMatchObject({ verdict: "refuse" });
});

test("a stage that asks for a code takes one, and what the tenant's own system says", () => {
  const asking = facts({ stage: { assurance: "code" } });
  for (const assurance of ["code", "api_key"] as const) {
    expect(judge(asking, attempt({ assurance }))).toEqual({ verdict: "record" });
  }
});

test.each([
  [{ comment: true }, {}, ["/comment"]],
  [{ comment: true }, { comment: "  " }, ["/comment"]],
  [{ comment: true }, { comment: "Too dear" }, []],
  [{ reasonCodes: ["price"] }, {}, ["/reasonCode"]],
  [{ reasonCodes: ["price"] }, { reasonCode: "taste" }, ["/reasonCode"]],
  [{ reasonCodes: ["price"] }, { reasonCode: "price" }, []],
  [{ comment: true, reasonCodes: ["price"] }, {}, ["/comment", "/reasonCode"]],
] as const)("with %j a rejection that says %j lacks %j", (onReject, said, pointers) => {
  const wanting = facts({ stage: { onReject: JSON.parse(JSON.stringify(onReject)) } });
  const verdict = judge(wanting, attempt({ outcome: "reject", ...said }));
  expect(verdict).toMatchObject(
    pointers.length === 0
      ? { verdict: "record" }
      : { code: "decision.reason_required", errors: pointers.map((pointer) => ({ pointer })) },
  );
  expect(judge(wanting, attempt())).toEqual({ verdict: "record" });
});

const chief = { id: "mem_chief", email: "chief@acme.example", managerId: null };
const report = { id: "mem_report", email: "rep@acme.example", managerId: "mem_approver" };
const stranger = { id: "mem_stranger", email: "str@acme.example", managerId: null };
const elsewhere = (person: typeof stranger | typeof report | typeof approver) => [
  { stageId: "stg_legal", stageName: "legal", people: [person] },
];
const here = (person: typeof approver) => [
  { stageId: "stg_finance", stageName: "finance", people: [person] },
];

test.each([
  ["nobodyTwice", { nobodyTwice: true }, elsewhere(approver)],
  ["reportingLine", { reportingLine: true }, elsewhere(chief)],
  ["reportingLine", { reportingLine: true }, elsewhere(report)],
  ["conflicts", { conflicts: [["finance", "legal"]] }, elsewhere(approver)],
  ["Nobody is counted twice", {}, here(approver)],
] as const)(
  "separation of duties by %s refuses the person, alone or as either end of a delegation",
  (rule, separation, votes) => {
    const stage = { separation: structuredClone(separation) as DecisionFacts["stage"]["separation"] };
    const seats = [
      { member: approver },
      { member: stranger, principal: approver },
      { member: approver, principal: stranger },
    ];
    for (const seat of seats) {
      const verdict = judge(facts({ stage, seat, votes }), attempt());
      expect(verdict).toMatchObject({ code: "decision.not_eligible", detail: expect.stringContaining(rule) });
      expect(judge(facts({ stage, seat, votes }), attempt({ outcome: "recuse" }))).toEqual({
        verdict: "record",
      });
    }
    const unrelated = facts({ stage, seat: { member: { ...stranger, id: "mem_free" } }, votes });
    expect(judge(unrelated, attempt())).toEqual({ verdict: "record" });
  },
);

test("rules that a policy does not have bar nobody, nor does a stage that is in no conflict", () => {
  expect(judge(facts({ votes: elsewhere(approver) }), attempt())).toEqual({ verdict: "record" });
  const conflicts = { conflicts: [["finance", "audit"]] };
  const free = facts({ stage: { separation: conflicts }, votes: elsewhere(approver) });
  expect(judge(free, attempt())).toEqual({ verdict: "record" });
});
