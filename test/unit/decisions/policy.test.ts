import { expect, test } from "vitest";
import { type DecisionAttempt, type DecisionFacts, judge } from "../../../services/decisions/policy.ts";

const now = new Date("2026-11-23T12:00:00Z");

const facts = (change: {
  readonly request?: Partial<DecisionFacts["request"]>;
  readonly stage?: Partial<DecisionFacts["stage"]>;
  readonly seat?: Partial<DecisionFacts["seat"]>;
}): DecisionFacts => ({
  now,
  request: {
    status: "pending",
    version: 2,
    contentHash: "aa",
    requesterId: "mem_requester",
    requesterEmail: "ann@acme.example",
    ...change.request,
  },
  stage: { status: "active", deadlineAt: new Date("2026-11-23T12:00:01Z"), ...change.stage },
  seat: {
    status: "open",
    memberId: "mem_approver",
    memberEmail: "boss@acme.example",
    memberActive: true,
    recordedOutcome: null,
    ...change.seat,
  },
});

const attempt = (change: Partial<DecisionAttempt> = {}): DecisionAttempt => ({
  outcome: "approve",
  requestVersion: 2,
  actingMemberId: null,
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
    facts({ seat: { memberId: "mem_requester" } }),
    attempt(),
    "decision.not_eligible",
  ],
  [
    "the requester holds the seat under another name",
    facts({ request: { requesterId: null }, seat: { memberEmail: "ANN@acme.example" } }),
    attempt(),
    "decision.not_eligible",
  ],
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
    "the outcome is of a later version",
    facts({}),
    attempt({ outcome: "return" }),
    "decision.outcome_unsupported",
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
