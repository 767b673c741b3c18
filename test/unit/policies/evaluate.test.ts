import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { evaluate } from "../../../services/policies/evaluate.ts";
import { readRules } from "../../../services/policies/model-read.ts";
import type { Directory, Rule } from "../../../services/policies/model.ts";
import type { Requester } from "../../../services/requests/model.ts";
import { holds } from "../property.ts";
import { directoryOf, financeId, memberId, requesterOf, requestFor } from "./directory.ts";

const now = new Date("2026-11-23T00:00:00Z");
const directory = directoryOf(["emp-5", "emp-8", "emp-2"]);

const rulesOf = (document: unknown): readonly Rule[] => {
  const reading = readRules(document);
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
  return reading.rules;
};

const manager = { name: "manager", approvers: [{ manager: 1 }], quorum: "any", deadline: "P2D" };
const finance = { name: "finance", approvers: [{ group: financeId }], quorum: { count: 2 } };
const orderRules = rulesOf([
  { name: "small", when: "amount <= 500.0", autoApprove: true },
  { name: "medium", when: "amount <= 5000.0", stages: [manager] },
  { name: "large", stages: [manager, finance] },
]);

const stageRules = (...approvers: object[]) =>
  rulesOf([{ name: "only", stages: [{ name: "stage", approvers, quorum: "any" }] }]);

const seatsOf = (rules: readonly Rule[], requester: Requester, people: Directory = directory) => {
  const evaluation = evaluate({ rules, request: requestFor("NW-10250", requester), directory: people, now });
  if (evaluation.outcome !== "staged") return evaluation;
  return evaluation.stages.flatMap(({ seats }) => seats);
};

const routeOf = (orderNumber: string, employee: string) =>
  evaluate({
    rules: orderRules,
    request: requestFor(orderNumber, requesterOf(employee)),
    directory,
    now,
  });

test.each([
  ["NW-10782", "emp-9", "auto_approved", "small"],
  ["NW-10934", "emp-3", "auto_approved", "small"],
  ["NW-10250", "emp-4", "staged", "medium"],
  ["NW-10634", "emp-4", "staged", "medium"],
  ["NW-11030", "emp-7", "staged", "large"],
])("order %s of %s is %s by the rule %s", (orderNumber, employee, outcome, rule) => {
  expect(routeOf(orderNumber, employee)).toMatchObject({ outcome, rule });
});

test("a large order goes to the requester's manager and then to finance", () => {
  const evaluation = routeOf("NW-11030", "emp-7");
  expect(evaluation).toMatchObject({
    stages: [
      {
        position: 1,
        name: "manager",
        deadlineSeconds: 172_800,
        seats: [{ memberId: memberId("emp-5"), reason: { type: "manager", level: 1 } }],
      },
      {
        position: 2,
        name: "finance",
        quorum: { count: 2 },
        rejection: "veto",
        assurance: "link",
        onDeadline: "expire",
        deadlineSeconds: 14 * 86_400,
        seats: ["emp-5", "emp-8", "emp-2"].map((id) => ({
          memberId: memberId(id),
          reason: { type: "group", groupId: financeId },
        })),
      },
    ],
  });
});

test("the first rule that matches wins, whatever it does", () => {
  const rules = rulesOf([
    { name: "held", stages: [manager] },
    { name: "free", autoApprove: true },
  ]);
  const request = requestFor("NW-10782", requesterOf("emp-9"));
  expect(evaluate({ rules, request, directory, now })).toMatchObject({ outcome: "staged", rule: "held" });
});

test("a rule may reject by itself, and says why", () => {
  const autoReject = { reasonCode: "stolen_card", comment: "Reported stolen." };
  const rules = rulesOf([
    { name: "stolen", when: "findings.riskScore >= 90", autoReject },
    { name: "doubtful", when: "findings.riskScore >= 60", autoReject: { reasonCode: "risk" } },
    { name: "rest", autoApprove: true },
  ]);
  const request = requestFor("NW-10250", requesterOf("emp-4"));
  const ask = (riskScore: number) =>
    evaluate({ rules, request: { ...request, findings: { riskScore } }, directory, now });
  expect(ask(95)).toEqual({ outcome: "auto_rejected", rule: "stolen", ...autoReject });
  expect(ask(72)).toEqual({
    outcome: "auto_rejected",
    rule: "doubtful",
    reasonCode: "risk",
    comment: null,
  });
  expect(ask(12)).toEqual({ outcome: "auto_approved", rule: "rest" });
});

test("no rule that matches is an outcome of its own", () => {
  const rules = rulesOf([{ name: "never", when: "amount < 0.0", autoApprove: true }]);
  const request = requestFor("NW-10250", requesterOf("emp-4"));
  expect(evaluate({ rules, request, directory, now })).toEqual({ outcome: "no_match" });
});

test("a condition that fails stops the search and names its rule", () => {
  const rules = rulesOf([
    { name: "risky", when: "payload.risk > 5", stages: [manager] },
    { name: "rest", autoApprove: true },
  ]);
  const request = requestFor("NW-10250", requesterOf("emp-4"));
  expect(evaluate({ rules, request, directory, now })).toEqual({
    outcome: "condition_failed",
    rule: "risky",
    stage: null,
    message: "No such key: risk",
  });
});

describe("who has a seat", () => {
  test("one person has one seat in a stage, for the first reason", () => {
    const rules = stageRules({ manager: 1 }, { member: memberId("emp-5") }, { group: financeId });
    expect(seatsOf(rules, requesterOf("emp-7"))).toEqual([
      { memberId: memberId("emp-5"), reason: { type: "manager", level: 1 } },
      { memberId: memberId("emp-8"), reason: { type: "group", groupId: financeId } },
      { memberId: memberId("emp-2"), reason: { type: "group", groupId: financeId } },
    ]);
  });

  test("the requester never has one, by id or by an email in other letters", () => {
    const rules = stageRules({ group: financeId });
    const outsider = { ...requesterOf("emp-8"), memberId: null, email: "LAURA.CALLAHAN@northwind.example" };
    for (const requester of [requesterOf("emp-8"), outsider])
      expect(seatsOf(rules, requester)).toMatchObject([
        { memberId: memberId("emp-5") },
        { memberId: memberId("emp-2") },
      ]);
  });

  test("level 2 is the manager's manager, found by email for who comes without an id", () => {
    const requester = { ...requesterOf("emp-9"), memberId: null };
    expect(seatsOf(stageRules({ manager: 2 }), requester)).toMatchObject([{ memberId: memberId("emp-2") }]);
  });

  test("disabled members have none", () => {
    const people = directoryOf([], (member) =>
      member.id === memberId("emp-5") ? { ...member, status: "disabled" } : member,
    );
    expect(seatsOf(stageRules({ manager: 1 }), requesterOf("emp-7"), people)).toEqual({
      outcome: "no_approver",
      rule: "only",
      stage: "stage",
      message: "it needs 1 of 0 seats (Steven Buchanan is disabled): name someone else who can approve",
    });
  });

  test.each([
    [
      "the head of the line",
      stageRules({ manager: 1 }),
      requesterOf("emp-2"),
      /Andrew Fuller has no manager/,
    ],
    [
      "a stranger",
      stageRules({ manager: 1 }),
      { ...requesterOf("emp-2"), memberId: null, email: "a@b.example" },
      /is not a member/,
    ],
    [
      "only themselves",
      stageRules({ member: memberId("emp-4") }),
      requesterOf("emp-4"),
      /Margaret Peacock is the requester/,
    ],
    [
      "a group that is gone",
      stageRules({ group: "grp_00000000-0000-7000-8000-000000000009" }),
      requesterOf("emp-4"),
      /does not exist/,
    ],
  ])("nobody for %s, and the message says why", (_, rules, requester, message) => {
    expect(seatsOf(rules, requester)).toMatchObject({
      outcome: "no_approver",
      message: expect.stringMatching(message),
    });
  });

  test("a quorum larger than the seats is refused with a way to mend it", () => {
    const rules = rulesOf([{ name: "only", stages: [{ ...finance, quorum: { count: 3 } }] }]);
    expect(seatsOf(rules, requesterOf("emp-5"))).toMatchObject({
      outcome: "no_approver",
      stage: "finance",
      message: "it needs 3 of 2 seats (Steven Buchanan is the requester): add approvers or lower the quorum",
    });
  });

  test("a quorum per group is of every group, even when its only member asks", () => {
    const legalId = "grp_00000000-0000-7000-8000-000000000007" as const;
    const legal = { id: legalId, name: "legal", memberIds: [memberId("emp-3")] };
    const people = { ...directory, groups: new Map([...directory.groups, [legalId, legal]]) };
    const approvers = [{ group: financeId }, { group: legalId }];
    const rules = rulesOf([{ name: "only", stages: [{ ...finance, approvers, quorum: { perGroup: 1 } }] }]);
    expect(seatsOf(rules, requesterOf("emp-4"), people)).toHaveLength(4);
    expect(seatsOf(rules, requesterOf("emp-3"), people)).toMatchObject({
      outcome: "no_approver",
      message: `it needs 1 of 0 seats of the group ${legalId} (Janet Leverling is the requester): name someone else who can approve`,
    });
  });

  test("a reporting line in a circle ends", () => {
    const people = directoryOf([], (member) =>
      member.id === memberId("emp-2") ? { ...member, managerId: memberId("emp-5") } : member,
    );
    expect(seatsOf(stageRules({ manager: 10 }), requesterOf("emp-7"), people)).toMatchObject({
      outcome: "no_approver",
      message: expect.stringContaining("circle"),
    });
  });
});

test("the same request and people always give the same answer, and no seat to the requester", () => {
  const employee = fc.constantFrom(...Array.from({ length: 9 }, (_, index) => `emp-${index + 1}`));
  const given = fc.record({
    employee,
    finance: fc.uniqueArray(employee),
    manager: fc.dictionary(employee, employee),
    orderNumber: fc.constantFrom("NW-10782", "NW-10250", "NW-10912", "NW-11030"),
  });
  holds(
    fc.property(given, (drawn) => {
      const people = () =>
        directoryOf(drawn.finance, (member) => {
          const boss = Object.entries(drawn.manager).find(([id]) => memberId(id) === member.id)?.[1];
          return boss === undefined ? member : { ...member, managerId: memberId(boss) };
        });
      const requester = requesterOf(drawn.employee);
      const request = requestFor(drawn.orderNumber, requester);
      const first = evaluate({ rules: orderRules, request, directory: people(), now });
      expect(evaluate({ rules: orderRules, request, directory: people(), now })).toEqual(first);
      const stages = first.outcome === "staged" ? first.stages : [];
      for (const { seats } of stages) {
        const ids = seats.map((seat) => seat.memberId);
        expect(ids).not.toContain(requester.memberId);
        expect(new Set(ids).size).toBe(ids.length);
      }
    }),
  );
});
