import { describe, expect, test } from "vitest";
import { describeRoute } from "../../../services/policies/describe-route.ts";
import { evaluate } from "../../../services/policies/evaluate.ts";
import { readRules } from "../../../services/policies/model-read.ts";
import type { Rule } from "../../../services/policies/model.ts";
import { directoryOf, memberId, requesterOf, requestFor } from "./directory.ts";
import { briefly, manager, only } from "./linted.ts";

const now = new Date("2026-11-23T00:00:00Z");
const directory = directoryOf([]);
const request = requestFor("NW-10250", requesterOf("emp-4"));

const rulesOf = (...stages: object[]): readonly Rule[] => {
  const reading = readRules([{ name: "all", stages }]);
  if (!reading.ok) throw new Error(JSON.stringify(reading.errors));
  return reading.rules;
};
const ask = (...stages: object[]) => evaluate({ rules: rulesOf(...stages), request, directory, now });
const positionsOf = (...stages: object[]) => {
  const evaluation = ask(...stages);
  return evaluation.outcome === "staged"
    ? evaluation.stages.map(({ name, position }) => [name, position])
    : evaluation;
};

const risky = { when: "findings.riskScore >= 60" };
const harmless = { when: "findings.riskScore < 60" };
const stage = (name: string, change: object = {}) => ({ ...manager, name, ...change });

describe("a stage with a condition", () => {
  test("is asked only where that is true", () => {
    expect(positionsOf(stage("line"), stage("fraud", risky), stage("light", harmless))).toEqual([
      ["line", 1],
      ["fraud", 2],
    ]);
  });

  test("leaves what is parallel with it in its place, still beside each other", () => {
    expect(
      positionsOf(
        stage("a", harmless),
        stage("b", { parallelWith: "a" }),
        stage("c"),
        stage("d", { parallelWith: "a" }),
      ),
    ).toEqual([
      ["b", 1],
      ["c", 2],
      ["d", 1],
    ]);
    expect(
      positionsOf(
        stage("a"),
        stage("b", harmless),
        stage("c", { parallelWith: "b", ...harmless }),
        stage("d"),
        stage("e", { parallelWith: "c" }),
        stage("f", { parallelWith: "e" }),
      ),
    ).toEqual([
      ["a", 1],
      ["d", 3],
      ["e", 2],
      ["f", 2],
    ]);
  });

  test("that cannot be answered refuses the request, and is named with its rule", () => {
    expect(ask(stage("line"), stage("fraud", { when: "findings.score > 1" }))).toEqual({
      outcome: "condition_failed",
      rule: "all",
      stage: "fraud",
      message: "No such key: score",
    });
  });

  test("does not need anybody where it is left out", () => {
    const head = { approvers: [{ manager: 5 }], quorum: "all" };
    expect(positionsOf(stage("line"), stage("head", { ...head, ...harmless }))).toEqual([["line", 1]]);
    expect(ask(stage("line"), stage("head", { ...head, ...risky }))).toMatchObject({
      outcome: "no_approver",
      stage: "head",
    });
  });

  test("may leave nobody to ask, which is refused and says so", () => {
    expect(ask(stage("light", harmless))).toEqual({
      outcome: "no_approver",
      rule: "all",
      stage: null,
      message: "no stage is asked, since none of their conditions is true: let one stand without a condition",
    });
  });

  test("is explained where it is left out", () => {
    const leftOut = [{ stage: "light", why: "is not asked because its condition is not true" }];
    const input = { request, directory, now };
    const rules = rulesOf(stage("line"), stage("light", harmless));
    expect(describeRoute({ ...input, rules })).toMatchObject({
      message: 'The rule "all" matches: "line".',
      stages: [{ name: "line" }],
      leftOut,
    });
    expect(describeRoute({ ...input, rules: rulesOf(stage("light", harmless)) })).toMatchObject({
      outcome: "no_approver",
      message: expect.stringMatching(/^Nobody is asked by the rule "all", and the request would be refused/),
      leftOut,
    });
    const failing = rulesOf(stage("line"), stage("light", { when: "findings.score > 1" }));
    expect(describeRoute({ ...input, rules: failing })).toMatchObject({
      message: expect.stringMatching(/^The condition of the stage "light" of the rule "all" fails/),
      leftOut: [],
    });
  });
});

test("the condition of a stage is checked where it stands", () => {
  const reading = readRules([
    { name: "all", stages: [stage("line"), stage("fraud", { when: "findings >" })] },
  ]);
  expect(reading).toMatchObject({ ok: false, errors: [{ pointer: "/0/stages/1/when" }] });
});

describe("a linted stage with a condition", () => {
  const rule = (stages: object[], change: object = {}) => [{ name: "all", ...change, stages }];

  test("is tried on requests that its rule is true of, and on all where there are none", () => {
    const guarded = rule([manager, stage("late", { when: "payload.lines[1].quantity > 5" })], {
      when: "size(payload.lines) > 1",
    });
    expect(briefly(guarded)).toEqual([]);
    const at = "/rules/0/stages/1/when";
    const wrong = [manager, stage("late", { when: "payload.speed > 5" })];
    expect(briefly(rule(wrong))).toEqual([["error", at, expect.stringMatching(/No such key: speed/)]]);
    expect(briefly(rule(wrong, { when: "amount < 0.0" }))).toMatchObject([
      ["warning", at, expect.anything()],
    ]);
    const sometimes = [manager, stage("late", { when: "payload.lines[1].quantity > 5" })];
    expect(briefly(rule(sometimes))).toMatchObject([["warning", at, expect.stringMatching(/ask first/)]]);
  });

  test("stands beside one without, else nobody may be left to ask", () => {
    const large = { when: "amount > 5.0" };
    expect(briefly(rule([stage("a", large), stage("b", { when: "amount <= 5.0" })]))).toEqual([
      ["error", "/rules/0/stages", expect.stringMatching(/^every stage has a condition, so that nobody may/)],
    ]);
    expect(briefly(rule([stage("a", large), manager]))).toEqual([]);
    expect(briefly(rule([stage("a", { when: "1 < 2" })]))).toEqual([]);
  });

  test("that is never asked is told, and counts for nothing else", () => {
    const never = stage("never", {
      when: "1 > 2",
      approvers: [{ member: memberId("emp-2") }],
      quorum: "all",
    });
    expect(briefly([{ ...rule([never, only("emp-2")])[0], separation: { nobodyTwice: true } }])).toEqual([
      ["warning", "/rules/0/stages/0/when", "its condition is never true: correct it, or take the stage out"],
    ]);
  });

  test("needs other people than one of the same condition, and is warned of beside one of another", () => {
    const apart = (one: object, other: object, separation: object) =>
      briefly([
        {
          name: "all",
          separation,
          stages: [stage("line"), { ...only("emp-2"), ...one }, { ...only("emp-2", "again"), ...other }],
        },
      ]);
    const conflicts = [["emp-2", "again"]];
    const large = { when: "amount > 5.0" };
    const small = { when: "amount<=5.0" };
    const pointer = "/rules/0/separation/conflicts/0";
    const message = expect.stringMatching(/^the stages "emp-2", "again" need more people/);
    expect(apart(large, { when: "amount>5.0" }, { conflicts })).toEqual([["error", pointer, message]]);
    expect(apart({}, large, { conflicts })).toEqual([["error", pointer, message]]);
    expect(apart(large, small, { conflicts })).toEqual([
      [
        "warning",
        pointer,
        expect.stringMatching(/^where all of them are asked, the stages "emp-2", "again"/),
      ],
    ]);
    const above = { approvers: [{ manager: 2 }] };
    const line = (one: object, other: object) =>
      briefly([
        {
          name: "all",
          separation: { reportingLine: true },
          stages: [only("emp-2"), stage("line", one), stage("above", { ...above, ...other })],
        },
      ]);
    const where = "/rules/0/separation/reportingLine";
    expect(line({}, large)).toMatchObject([["error", where, expect.stringMatching(/^the stage "above"/)]]);
    expect(line(small, large)).toMatchObject([["warning", where, expect.stringMatching(/^where both/)]]);
  });
});
