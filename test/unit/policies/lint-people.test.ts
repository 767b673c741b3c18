import { describe, expect, test } from "vitest";
import { financeId, memberId } from "./directory.ts";
import { briefly, emptyId, manager, only, withStage } from "./linted.ts";

describe("approvers", () => {
  const among = (...approvers: object[]) => withStage({ approvers: [{ manager: 1 }, ...approvers] });

  test.each([
    [
      "a member of another tenant",
      { member: "mem_00000000-0000-7000-8000-0000000000ff" },
      "error",
      /no member/,
    ],
    ["a group of another tenant", { group: "grp_00000000-0000-7000-8000-0000000000ff" }, "error", /no group/],
    ["somebody disabled", { member: memberId("emp-9") }, "warning", /Anne Dodsworth is disabled/],
    ["an empty group", { group: emptyId }, "warning", /"board" has no members/],
    ["a group with somebody disabled", { group: financeId }, "warning", /take Anne Dodsworth out of it/],
    ["an attribute that nobody has", { attribute: { department: "legal" } }, "warning", /nobody active has/],
    ["a role that nobody has", { role: "tenant_admin" }, "warning", /give it to a member/],
    ["a manager so high that there is none", { manager: 4 }, "warning", /level 4/],
    ["a manager with a limit where nobody has one", { managerWithLimit: true }, "warning", /approval limit/],
  ])("are checked: %s", (_, approver, level, message) => {
    const form = level === "error" ? `/${Object.keys(approver)[0]}` : "";
    expect(briefly(among(approver))).toEqual([
      [level, `/rules/0/stages/0/approvers/1${form}`, expect.stringMatching(message)],
    ]);
  });

  test("are checked wherever they are named: as a fallback, as a tenant admin, on the ladder", () => {
    expect(briefly(withStage({ whenNobody: { approvers: [{ group: emptyId }] } }))).toMatchObject([
      ["warning", "/rules/0/stages/0/whenNobody/approvers/0", expect.stringMatching(/board/)],
    ]);
    expect(briefly(withStage({ whenNobody: "tenantAdmin" }))).toMatchObject([
      ["warning", "/rules/0/stages/0/whenNobody", expect.stringMatching(/tenant admin/)],
    ]);
    expect(briefly(withStage({ escalation: [{ after: "P1D", to: { group: emptyId } }] }))).toMatchObject([
      ["warning", "/rules/0/stages/0/escalation/0/to", expect.stringMatching(/board/)],
    ]);
  });

  test("who delegate in a circle are warned of, with the way round", () => {
    const edge = (from: string, to: string) => ({ principalId: memberId(from), delegateId: memberId(to) });
    const delegations = [
      edge("emp-2", "emp-4"),
      edge("emp-4", "emp-3"),
      edge("emp-3", "emp-2"),
      edge("emp-1", "emp-2"),
    ];
    expect(briefly([{ name: "r", stages: [only("emp-4")] }], { delegations })).toEqual([
      [
        "warning",
        "/rules/0/stages/0/approvers/0",
        "delegations run in a circle, Margaret Peacock to Janet Leverling to Andrew Fuller to Margaret Peacock: end one of them",
      ],
    ]);
    expect(briefly([{ name: "r", stages: [only("emp-1")] }], { delegations })).toEqual([]);
  });
});

describe("stages", () => {
  const finance = { name: "finance", approvers: [{ group: financeId }] };
  const disabled = ["warning", "/rules/0/stages/0/approvers/0", expect.stringContaining("disabled")];

  test.each([
    [{ quorum: { count: 3 } }, "needs 3 of at most 2 seats: add approvers or lower the quorum"],
    [
      { quorum: { perGroup: 3 } },
      'needs 3 of at most 2 seats of the group "finance": add approvers or lower the quorum',
    ],
  ])("cannot need more approvals than they have active people: %j", (quorum, message) => {
    expect(briefly(withStage({ ...finance, ...quorum }))).toEqual([
      disabled,
      ["error", "/rules/0/stages/0/quorum", message],
    ]);
  });

  test("per group need people of each group", () => {
    const groups = { approvers: [{ group: financeId }, { group: emptyId }], quorum: { perGroup: 1 } };
    expect(briefly(withStage(groups))).toMatchObject([
      disabled,
      ["warning", "/rules/0/stages/0/approvers/1", expect.stringMatching(/"board" has no members/)],
      [
        "error",
        "/rules/0/stages/0/quorum",
        expect.stringMatching(/needs 1 of at most 0 seats of the group "board"/),
      ],
    ]);
  });

  test("need somebody who can sit there, or somebody who is asked instead", () => {
    const nobody = { approvers: [{ group: emptyId }] };
    expect(briefly(withStage(nobody))).toMatchObject([
      ["warning", "/rules/0/stages/0/approvers/0", expect.stringMatching(/board/)],
      ["error", "/rules/0/stages/0/approvers", expect.stringMatching(/nobody can ever sit here/)],
    ]);
    const instead = { ...nobody, whenNobody: { approvers: [{ manager: 1 }] } };
    expect(briefly(withStage(instead)).map(([level]) => level)).toEqual(["warning"]);
  });

  test("that one of the requesters would leave short are warned of", () => {
    const alone = withStage({ approvers: [{ member: memberId("emp-2") }] });
    expect(briefly(alone)).toMatchObject([
      [
        "warning",
        "/rules/0/stages/0/approvers",
        expect.stringMatching(/^Andrew Fuller alone can sit here, and nobody decides/),
      ],
    ]);
    expect(briefly(withStage({ ...finance, quorum: { count: 2 } }))).toMatchObject([
      disabled,
      ["warning", "/rules/0/stages/0/approvers", expect.stringMatching(/^all 2 people are needed/)],
    ]);
    expect(briefly(withStage({ ...finance, quorum: "all" }))).toEqual([disabled]);
  });

  test("do not escalate at or after their deadline", () => {
    const rung = { after: "P2D", to: { manager: 2 } };
    expect(briefly(withStage({ deadline: "P2D", escalation: [rung] }))).toMatchObject([
      ["warning", "/rules/0/stages/0/escalation/0/after", expect.stringMatching(/never comes/)],
    ]);
    expect(briefly(withStage({ deadline: "P3D", escalation: [rung] }))).toEqual([]);
  });
});

describe("separation of duties", () => {
  const apart = (separation: object, ...stages: object[]) => [{ name: "r", stages, separation }];

  test("names stages of its own rule", () => {
    const rules = apart({ conflicts: [["emp-2", "legal"]] }, only("emp-2"), manager);
    expect(briefly(rules)).toEqual([
      [
        "error",
        "/rules/0/separation/conflicts/0/1",
        'the rule has no stage "legal": its stages are "emp-2", "manager"',
      ],
    ]);
  });

  const both = {
    name: "both",
    approvers: [{ member: memberId("emp-2") }, { member: memberId("emp-3") }],
    quorum: "any",
  };
  test.each([
    ["one person for two stages", [only("emp-2"), only("emp-2", "again")], false],
    ["two people for three stages", [only("emp-2"), only("emp-3"), both], false],
    ["all of a stage, and one of them again", [{ ...both, quorum: "all" }, only("emp-2")], false],
    ["two people for two stages", [only("emp-2"), both], true],
    ["a person and a manager", [only("emp-2"), manager], true],
  ])("needs people enough: %s", (_, stages, isPossible) => {
    const names = stages.map(({ name }) => name);
    const errors = (separation: object) =>
      briefly(apart(separation, ...stages)).flatMap(([level, pointer]) =>
        level === "error" ? [pointer] : [],
      );
    expect(errors({ conflicts: [names] })).toEqual(isPossible ? [] : ["/rules/0/separation/conflicts/0"]);
    expect(errors({ nobodyTwice: true })).toEqual(isPossible ? [] : ["/rules/0/separation/nobodyTwice"]);
  });

  test("within the reporting line leaves no room for a manager and their own manager", () => {
    const above = { ...manager, name: "above", approvers: [{ manager: 2 }] };
    expect(briefly(apart({ reportingLine: true }, manager, above))).toEqual([
      [
        "error",
        "/rules/0/separation/reportingLine",
        'the stage "above" is for the manager of whoever decides in "manager", which reportingLine forbids: name others in one of them',
      ],
    ]);
    const far = { ...above, approvers: [{ manager: 3 }] };
    expect(briefly(apart({ reportingLine: true }, manager, far)).map(([level]) => level)).toEqual([
      "warning",
    ]);
    expect(briefly(apart({}, manager, above))).toEqual([]);
  });
});
