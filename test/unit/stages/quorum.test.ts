import fc from "fast-check";
import { expect, test } from "vitest";
import { approvalsNeeded, isOutOfReach, type TalliedSeat, tally } from "../../../services/stages/quorum.ts";
import { holds } from "../property.ts";

const open: TalliedSeat = { status: "open" };
const yes: TalliedSeat = { status: "decided", outcome: "approve" };
const no: TalliedSeat = { status: "decided", outcome: "reject" };
const back: TalliedSeat = { status: "decided", outcome: "return" };
const recused: TalliedSeat = { status: "recused", outcome: "recuse" };
const late: TalliedSeat = { status: "expired" };
const moved: TalliedSeat = { status: "delegated" };

const anySeats = fc.array(fc.constantFrom(open, yes, no, back, recused, late, moved), { maxLength: 8 });
const anyQuorum = fc.oneof(
  fc.constantFrom("any" as const, "all" as const),
  fc.record({ count: fc.integer({ min: 1, max: 8 }) }),
);

test.each([
  ["any", [open, open], "undecided"],
  ["any", [yes, open], "approved"],
  ["any", [no, open], "rejected"],
  ["any", [], "undecided"],
  ["any", [recused], "undecided"],
  ["all", [yes, open], "undecided"],
  ["all", [yes, yes], "approved"],
  ["all", [yes, recused], "approved"],
  ["all", [yes, { status: "decided", outcome: "recuse" }], "approved"],
  ["all", [yes, moved, open], "undecided"],
  ["all", [yes, late], "undecided"],
  ["all", [yes, back], "undecided"],
  ["all", [recused], "undecided"],
  ["all", [], "undecided"],
  [{ count: 2 }, [yes, open, open], "undecided"],
  [{ count: 2 }, [yes, yes, open], "approved"],
  [{ count: 2 }, [yes, yes, no], "rejected"],
] as const)("a quorum of %j over %j is %s", (quorum, seats, expected) => {
  expect(tally({ quorum, rejection: "veto", seats })).toBe(expected);
});

test.each([
  ["all", [recused, recused], true],
  ["all", [recused, open], false],
  [{ count: 2 }, [recused, open], true],
  [{ count: 2 }, [yes, open], false],
  [{ count: 2 }, [yes, recused, { ...open, standsIn: true }], false],
  [{ percent: 50 }, [recused, recused, open, late], false],
  [
    { perGroup: 1 },
    [
      { ...recused, groupId: "g" },
      { ...open, groupId: "h" },
    ],
    true,
  ],
  [
    { perGroup: 1 },
    [
      { ...recused, groupId: "g" },
      { ...open, standsIn: true },
    ],
    false,
  ],
] as const)("a quorum of %j over %j is out of reach: %j", (quorum, seats, expected) => {
  expect(isOutOfReach({ quorum, seats })).toBe(expected);
});

test("the order of the seats makes no difference", () => {
  const given = fc.record({ quorum: anyQuorum, seats: anySeats }).chain(({ quorum, seats }) =>
    fc.record({
      quorum: fc.constant(quorum),
      seats: fc.constant(seats),
      shuffled: fc.shuffledSubarray(seats, { minLength: seats.length }),
    }),
  );
  holds(
    fc.property(given, ({ quorum, seats, shuffled }) => {
      const inOrder = tally({ quorum, rejection: "veto", seats });
      expect(tally({ quorum, rejection: "veto", seats: shuffled })).toBe(inOrder);
    }),
  );
});

test("an approved stage has the approvals it needs and no rejection", () => {
  holds(
    fc.property(fc.record({ quorum: anyQuorum, seats: anySeats }), ({ quorum, seats }) => {
      if (tally({ quorum, rejection: "veto", seats }) !== "approved") return;
      expect(seats).not.toContain(no);
      const approvals = seats.filter((seat) => seat === yes).length;
      expect(approvals).toBeGreaterThanOrEqual(quorum === "all" ? 1 : approvalsNeeded(quorum, 0));
    }),
  );
});
