import { expect, test } from "vitest";
import { deadlineProblem, durationSeconds } from "../../../services/policies/durations.ts";
import { readRules } from "../../../services/policies/model-read.ts";
import { financeId, memberId } from "./directory.ts";

const stage = { name: "finance", approvers: [{ member: memberId("emp-2") }], quorum: "any" };
const withStage = (change: object) => [{ name: "large", stages: [{ ...stage, ...change }] }];
const errorsOf = (document: unknown) => {
  const reading = readRules(document);
  return reading.ok ? [] : reading.errors;
};

test("defaults are filled in, and the result is read again unchanged", () => {
  const reading = readRules([
    ...withStage({}),
    { name: "small", when: "amount <= 500.0", autoApprove: true },
  ]);
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
  expect(reading.rules[0]).toEqual({
    name: "large",
    stages: [
      {
        ...stage,
        rejection: "veto",
        assurance: "link",
        deadline: "P14D",
        onDeadline: "expire",
        whenNobody: "fail",
      },
    ],
  });
  expect(readRules(reading.rules)).toEqual(reading);
});

const money = { amount: "100.00", currency: "EUR" };

test.each([
  [{ approvers: [{ managerWithLimit: true }] }],
  [{ approvers: [{ attribute: { department: "finance" } }] }],
  [{ approvers: [{ role: "tenant_admin" }] }],
  [{ quorum: { percent: 60 } }],
  [{ approvers: [{ group: financeId }], quorum: { perGroup: 1 } }],
  [{ rejection: "majorityOutOfReach" }],
  [{ assurance: "code" }],
  [{ assurance: { codeAbove: money } }],
  [{ reminders: ["P1D"] }],
  [{ escalation: [{ after: "P1D", to: { manager: 1 } }] }],
  [{ onDeadline: "reject" }],
  [{ onDeadline: "approve", approveUpTo: money }],
  [{ whenNobody: "tenantAdmin" }],
  [{ whenNobody: { approvers: [{ manager: 2 }] } }],
  [{ onReject: { comment: true, reasonCodes: ["too_expensive"] } }],
])("a stage may say %j", (change) => {
  expect(errorsOf(withStage(change))).toEqual([]);
});

test.each([
  [{ quorum: { perGroup: 1 } }, "quorum"],
  [{ onDeadline: "approve" }, "approveUpTo"],
  [{ approveUpTo: money }, "approveUpTo"],
  [{ parallelWith: "legal" }, "parallelWith"],
  [{ approvers: [{ manager: 1, managerWithLimit: true }] }, "approvers/0"],
  [{ approvers: [{}] }, "approvers/0"],
])("a stage may not say %j", (change, path) => {
  expect(errorsOf(withStage(change)).map(({ pointer }) => pointer)).toEqual([`/0/stages/0/${path}`]);
});

test("a rule may reject by itself, with a reason and a comment", () => {
  const when = "findings.riskScore >= 90";
  const document = [
    { name: "stolen", when, autoReject: { reasonCode: "stolen_card", comment: "Reported stolen.\nSee us." } },
    { name: "rest", autoReject: { reasonCode: "no_rule" } },
  ];
  expect(readRules(document)).toEqual({ ok: true, rules: document });
});

const rejecting = { name: "a", autoReject: { reasonCode: "fraud" } };

test.each([
  ["no rules", [], ""],
  ["not a list", "rules", ""],
  ["neither stages nor autoApprove", [{ name: "a" }], "/0"],
  ["both stages and autoApprove", [{ name: "a", autoApprove: true, stages: [stage] }], "/0"],
  ["both autoReject and autoApprove", [{ ...rejecting, autoApprove: true }], "/0"],
  ["both autoReject and stages", [{ ...rejecting, stages: [stage] }], "/0"],
  ["autoReject up to an amount", [{ ...rejecting, upTo: money }], "/0"],
  ["autoReject with separation", [{ ...rejecting, separation: { nobodyTwice: true } }], "/0"],
  ["autoReject without a reason", [{ name: "a", autoReject: {} }], "/0/autoReject/reasonCode"],
  ["autoReject by a bare word", [{ name: "a", autoReject: true }], "/0/autoReject"],
  ["an unknown field", [{ name: "a", autoApprove: true, priority: 1 }], "/0/priority"],
  ["an unknown field of a stage", withStage({ color: "red" }), "/0/stages/0/color"],
  ["a condition that is not valid", [{ name: "a", when: "amount >", autoApprove: true }], "/0/when"],
  [
    "a condition that is too long",
    [{ name: "a", when: `${" ".repeat(1997)}true`, autoApprove: true }],
    "/0/when",
  ],
  ["two rules of one name", [...withStage({}), ...withStage({})], "/1/name"],
  ["two stages of one name", [{ name: "a", stages: [stage, stage] }], "/0/stages/1/name"],
  ["too many rules", Array.from({ length: 51 }, (_, n) => ({ name: `r${n}`, autoApprove: true })), ""],
  ["no approvers", withStage({ approvers: [] }), "/0/stages/0/approvers"],
  ["an approver of no form", withStage({ approvers: [{}] }), "/0/stages/0/approvers/0"],
  [
    "an approver of two forms",
    withStage({ approvers: [{ member: memberId("emp-2"), manager: 1 }] }),
    "/0/stages/0/approvers/0",
  ],
  ["manager level 11", withStage({ approvers: [{ manager: 11 }] }), "/0/stages/0/approvers/0/manager"],
  ["a malformed id", withStage({ approvers: [{ member: "mem_1" }] }), "/0/stages/0/approvers/0/member"],
  ["a quorum of nobody", withStage({ quorum: { count: 0 } }), "/0/stages/0/quorum/count"],
  ["an unknown quorum", withStage({ quorum: "most" }), "/0/stages/0/quorum"],
  ["a deadline of a year and a day", withStage({ deadline: "P366D" }), "/0/stages/0/deadline"],
])("refused: %s", (_, document, pointer) => {
  expect(errorsOf(document).map((error) => error.pointer)).toEqual([pointer]);
});

test.each([
  ["P2D", 172_800],
  ["PT36H", 129_600],
  ["P1W", 604_800],
  ["PT1S", 1],
  ["PT0.2S", 1],
  ["P1M", 29 * 86_400],
])("%s from the first of February in a leap year is %i seconds", (text, seconds) => {
  expect(deadlineProblem(text)).toBeNull();
  expect(durationSeconds(text, new Date("2028-02-01T12:00:00Z"))).toBe(seconds);
});

test.each(["P365DT1S", "P1Y", "P12M", "PT0S", "-P1D", "P", "2 days", "", "P99999999999999999999D"])(
  "%j is no deadline",
  (text) => {
    expect(deadlineProblem(text)).not.toBeNull();
  },
);
