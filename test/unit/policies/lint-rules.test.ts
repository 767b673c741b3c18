import { describe, expect, test } from "vitest";
import { readPayload } from "../../../services/kinds/read-payload.ts";
import { sampleRequests } from "../../../services/policies/sample-requests.ts";
import { kinds } from "../../../workflows/kinds.ts";
import { kind as orderKind } from "../../../workflows/order/contract.ts";
import { briefly, findingsOf, manager, people, rest, small } from "./linted.ts";

test("a policy without faults has no findings", () => {
  expect(findingsOf([small, rest])).toEqual([]);
});

test("a finding names its rule and stage", () => {
  expect(findingsOf([small, { name: "rest", stages: [{ ...manager, reminders: ["P20D"] }] }])).toEqual([
    {
      level: "warning",
      rule: "rest",
      stage: "manager",
      pointer: "/rules/1/stages/0/reminders/0",
      message:
        "the reminder after P20D never comes, since the deadline is after P14D: make it shorter, or the deadline longer",
    },
  ]);
});

test.each(Object.values(kinds))("the examples of kind $name are valid", (kind) => {
  expect(kind.examples?.length).toBeGreaterThan(1);
  for (const example of kind.examples ?? []) expect(readPayload(kind, example)).toMatchObject({ ok: true });
});

test("of very many findings the errors are told first, in the order of the rules", () => {
  const late = { ...manager, name: "late", deadline: "P1D", reminders: Array(60).fill("P2D") };
  const stages = [1, 2, 3, 4, 5].map((index) => ({ ...late, name: `late ${index}` }));
  const findings = findingsOf([{ ...rest, stages }, small]);
  expect(findings).toHaveLength(200);
  expect(findings.filter(({ level }) => level === "error")).toEqual([findings.at(-1)]);
});

describe("rules", () => {
  test.each([
    ["after one without a condition", [rest, small], "error", "/rules/1", /"rest" before it matches every/],
    [
      "after one that is always true",
      [{ ...rest, when: "1 < 2" }, small],
      "error",
      "/rules/1",
      /every request/,
    ],
    [
      "with the condition of an earlier one, in whatever layout",
      [
        { ...rest, when: "amount>500.0&&(currency=='USD')" },
        { name: "again", when: 'amount > 500.0 && currency == "USD"', stages: [manager] },
      ],
      "error",
      "/rules/1",
      /"rest" before it has the same condition/,
    ],
    [
      "capped below an earlier one of the same condition",
      [small, { ...small, name: "again", upTo: { amount: "50", currency: "USD" } }],
      "error",
      "/rules/1",
      /same condition/,
    ],
    [
      "whose condition is never true",
      [{ ...small, when: "false" }, rest],
      "warning",
      "/rules/0/when",
      /never true/,
    ],
  ])("%s can never match", (_, rules, ...[level, pointer, message]) => {
    expect(briefly(rules)).toEqual([[level, pointer, expect.stringMatching(message)]]);
  });

  test.each([
    ["a higher cap", [small, { ...small, name: "again", upTo: { amount: "900", currency: "USD" } }]],
    ["another currency", [small, { ...small, name: "again", upTo: { amount: "5", currency: "EUR" } }]],
    ["people", [small, { ...rest, when: "amount <= 500.0" }]],
  ])("of one condition both match when the second has %s", (_, rules) => {
    expect(briefly(rules)).toEqual([]);
  });

  test("that reject by themselves have a condition, save for the last", () => {
    const autoReject = { reasonCode: "fraud" };
    const stolen = { name: "stolen", when: "amount > 500.0", autoReject };
    expect(briefly([stolen, { name: "usual", stages: [manager] }])).toEqual([]);
    expect(briefly([rest, { ...stolen, name: "again" }])).toMatchObject([
      ["error", "/rules/1", expect.stringMatching(/"rest" before/)],
    ]);
    expect(briefly([small, { name: "none", autoReject }])).toEqual([]);
    for (const change of [{}, { when: "1 < 2" }])
      expect(briefly([{ name: "none", autoReject, ...change }, rest])).toEqual([
        ["error", "/rules/0", expect.stringMatching(/^rejects every request that no rule before it takes/)],
        ["error", "/rules/1", expect.stringMatching(/"none" before it matches every request/)],
      ]);
    expect(briefly([stolen, { ...stolen, name: "again" }])).toEqual([
      ["error", "/rules/1", expect.stringMatching(/"stolen" before it has the same condition/)],
    ]);
  });

  test("that approve without a limit, or only after people, are warned of", () => {
    const free = { name: "free", autoApprove: true };
    expect(briefly([{ ...rest, when: "amount > 500.0" }, free])).toEqual([
      ["warning", "/rules/1", 'approves any amount by itself: say in "upTo" how much'],
      ["warning", "/rules/1", expect.stringMatching(/the staged rule "rest" before it leaves over/)],
    ]);
  });
});

describe("conditions", () => {
  const asking = (when: string) => [{ ...rest, when }];

  test.each([
    "payload.discount > 5",
    "amount > 5000.0 && payload.shipTo.land == 'USA'",
    "amount < 5.0 || payload.urgent == true",
    'payload.shipTo.region.startsWith("O") && payload.nothing == 1',
  ])("%s fails on every order, in the branch that asks", (when) => {
    expect(briefly(asking(when))).toEqual([
      ["error", "/rules/0/when", expect.stringContaining("cannot be answered")],
    ]);
  });

  test.each([
    'payload.shipTo.region.startsWith("O")',
    "payload.lines[1].quantity > 5",
    'requester.attributes.department == "sales"',
  ])("%s fails on some orders", (when) => {
    expect(briefly(asking(when))).toEqual([
      ["warning", "/rules/0/when", expect.stringContaining("ask first")],
    ]);
  });

  test.each([
    'payload.shipTo.region != null && payload.shipTo.region.startsWith("O")',
    "size(payload.lines) > 1 && payload.lines[1].quantity > 5",
    'has(requester.attributes.department) && requester.attributes.department == "sales"',
    "history.totalLast30Days + amount > 7000",
  ])("%s can be answered for every order", (when) => {
    expect(briefly(asking(when))).toEqual([]);
  });

  test("may ask about every finding that the kind names, and no other", () => {
    const samples = sampleRequests(
      { ...orderKind, noFindings: { riskScore: 0 } } as typeof orderKind,
      people,
    );
    expect(briefly(asking("findings.riskScore >= 60"), { samples })).toEqual([]);
    expect(briefly(asking("findings.score >= 60"), { samples })).toMatchObject([
      ["error", "/rules/0/when", expect.stringMatching(/No such key: score; correct the name/)],
    ]);
  });

  test("on the amount fail for a kind that has none", () => {
    const samples = sampleRequests({ ...orderKind, amountOf: () => null } as typeof orderKind, people);
    expect(briefly(asking("amount > 5.0"), { samples })).toMatchObject([
      ["error", "/rules/0/when", expect.stringMatching(/unknown/i)],
    ]);
  });
});
