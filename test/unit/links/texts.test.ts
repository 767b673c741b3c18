import { describe, expect, it } from "vitest";
import { quorumText } from "../../../services/links/quorum-text.ts";
import { whyAsked } from "../../../services/links/why-asked.ts";

describe("what a stage needs", () => {
  it.each([
    ["any", 1, "Your decision settles this stage."],
    ["any", 3, "One of 3 people decides this stage."],
    ["all", 3, "All 3 people must approve this stage."],
    [{ count: 2 }, 3, "2 of 3 people must approve this stage."],
    [{ percent: 60 }, 5, "3 of 5 people (60 percent) must approve this stage."],
    [{ perGroup: 1 }, 5, "One person of each group must approve this stage."],
    [{ perGroup: 2 }, 5, "2 people of each group must approve this stage."],
  ] as const)("is told of %j among %i", (quorum, seats, text) => {
    expect(quorumText(quorum, seats)).toBe(text);
  });
});

describe("why somebody is asked", () => {
  const named = {
    reason: { type: "manager", level: 1 },
    standsIn: false,
    principal: null,
    takenFrom: null,
  } as const;

  it.each([
    ["by the policy", {}, null],
    ["after a silence", { standsIn: true }, "Escalated to you because nobody has decided yet."],
    [
      "after the silence of one",
      { standsIn: true, takenFrom: "Laura" },
      "Escalated to you because Laura has not decided yet.",
    ],
    [
      "as a delegate",
      { principal: "Nancy", takenFrom: "Nancy" },
      "Nancy has named you to decide such requests in their place.",
    ],
    [
      "after a reassignment",
      { takenFrom: "Laura" },
      "Laura had this decision before; it was handed on to you.",
    ],
    ["when added", { reason: { type: "added" } }, "You were added to those who decide this."],
    [
      "as a fallback",
      { reason: { type: "fallback" } },
      "Nobody whom the policy names for this stage could be asked.",
    ],
    ["for a role", { reason: { type: "role", role: "tenant_admin" } }, "You are asked as an administrator."],
  ] as const)("%s", (_how, change, text) => {
    expect(whyAsked({ ...named, ...change })).toBe(text);
  });
});
