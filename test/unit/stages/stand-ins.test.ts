import fc from "fast-check";
import { expect, test } from "vitest";
import type { Id } from "../../../db/schema/columns.ts";
import type { SeatReason } from "../../../services/assignments/model.ts";
import type { Approver } from "../../../services/policies/model.ts";
import { findStandIns, type SeatInStage } from "../../../services/stages/stand-ins.ts";
import { directoryOf, financeId, memberId, requesterOf } from "../policies/directory.ts";
import { holds } from "../property.ts";

const assignmentId = (employee: string): Id<"assignment"> =>
  `asg_00000000-0000-7000-8000-${employee.replace("emp-", "").padStart(12, "0")}`;

const seat = (employee: string, change: Partial<SeatInStage> = {}): SeatInStage => ({
  id: assignmentId(employee),
  memberId: memberId(employee),
  principalId: null,
  status: "open",
  standsIn: false,
  reason: { type: "member" },
  ...change,
});

/** emp-2 is at the top; emp-1, emp-3 and emp-5 report to it, emp-6, emp-7 and emp-9 to emp-5. */
const situation = {
  requester: requesterOf("emp-9"),
  amount: null,
  directory: directoryOf(["emp-3", "emp-8"]),
};

const found = (to: Approver, seats: readonly SeatInStage[]) => {
  const { standIns, missing } = findStandIns(to, seats, situation);
  return [standIns.map((one) => [one.memberId, one.takenFromId]), missing];
};

test("a manager is counted from each person who has not answered, and asked once", () => {
  const seats = [seat("emp-6"), seat("emp-7"), seat("emp-3"), seat("emp-1", { status: "decided" })];
  expect(found({ manager: 1 }, seats)).toEqual([
    [
      [memberId("emp-5"), assignmentId("emp-6")],
      [memberId("emp-2"), assignmentId("emp-3")],
    ],
    [],
  ]);
});

test("where a delegate is silent, the line is the principal's; whom a rung added is not counted from", () => {
  const delegate = seat("emp-3", { principalId: memberId("emp-6") });
  expect(found({ manager: 1 }, [delegate])).toEqual([[[memberId("emp-5"), assignmentId("emp-3")]], []]);
  const added = seat("emp-5", { standsIn: true });
  expect(found({ manager: 2 }, [seat("emp-6"), added])).toEqual([
    [[memberId("emp-2"), assignmentId("emp-6")]],
    [],
  ]);
});

test("a stand-in sits for the group that had named the silent one", () => {
  const group: SeatReason = { type: "group", groupId: financeId };
  const { standIns } = findStandIns({ manager: 1 }, [seat("emp-3", { reason: group })], situation);
  expect(standIns.map(({ reason }) => reason)).toEqual([group]);
});

test("when nobody is silent any more a manager finds nobody, and says so", () => {
  expect(found({ manager: 1 }, [seat("emp-6", { status: "recused" })])).toEqual([
    [],
    ["nobody is left who has not answered"],
  ]);
});

const employees = ["emp-1", "emp-2", "emp-3", "emp-4", "emp-5", "emp-6", "emp-7", "emp-8", "emp-9"];
const anyForm: fc.Arbitrary<Approver> = fc.oneof(
  fc.integer({ min: 1, max: 4 }).map((manager) => ({ manager })),
  fc.constantFrom(...employees).map((employee) => ({ member: memberId(employee) })),
  fc.constant({ group: financeId }),
  fc.constant({ role: "tenant_admin" as const }),
);
const anySeats = fc.uniqueArray(
  fc.record({
    employee: fc.constantFrom(...employees),
    status: fc.constantFrom("open" as const, "decided" as const, "recused" as const, "delegated" as const),
    standsIn: fc.boolean(),
  }),
  { selector: ({ employee }) => employee },
);

test("whatever the rung and the seats, nobody gets a second seat, and never the requester", () => {
  const given = fc.record({ to: anyForm, seats: anySeats });
  holds(
    fc.property(given, ({ to, seats }) => {
      const taken = seats.map(({ employee, status, standsIn }) => seat(employee, { status, standsIn }));
      const { standIns, missing } = findStandIns(to, taken, situation);
      const ids = standIns.map((one) => one.memberId);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) {
        expect(taken.map((one) => one.memberId)).not.toContain(id);
        expect(id).not.toBe(situation.requester.memberId);
      }
      expect(ids.length > 0 || missing.length > 0).toBe(true);
    }),
  );
});
