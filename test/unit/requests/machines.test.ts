import { describe, expect, test } from "vitest";
import {
  assignmentStatuses,
  requestStatuses,
  runStatuses,
  stageStatuses,
} from "../../../db/schema/statuses.ts";
import { assignmentTransitions } from "../../../services/assignments/machine.ts";
import {
  requestTransitions,
  sourcesOf,
  type Transitions,
  transition,
} from "../../../services/requests/machine.ts";
import { runTransitions } from "../../../services/runs/machine.ts";
import { stageTransitions } from "../../../services/stages/machine.ts";

/** The whole of each machine, written apart from its table: from status, by event, to status. */
const machines: readonly {
  readonly name: string;
  readonly table: Transitions;
  readonly statuses: readonly string[];
  readonly moves: string;
}[] = [
  {
    name: "request",
    table: requestTransitions,
    statuses: requestStatuses,
    moves: `draft submit pending, draft withdraw withdrawn, draft cancel canceled,
      pending approve approved, pending reject rejected, pending return returned,
      pending withdraw withdrawn, pending cancel canceled, pending expire expired,
      returned resubmit pending, returned withdraw withdrawn, returned cancel canceled, returned expire expired,
      approved withdraw withdrawn, approved cancel canceled, approved reopen pending`,
  },
  {
    name: "stage",
    table: stageTransitions,
    statuses: stageStatuses,
    moves: `not_started activate active, not_started skip skipped, not_started cancel canceled,
      active approve approved, active reject rejected, active cancel canceled`,
  },
  {
    name: "assignment",
    table: assignmentTransitions,
    statuses: assignmentStatuses,
    moves: `pending open open, pending reassign reassigned, pending delegate delegated,
      pending release not_required, open decide decided, open reassign reassigned, open delegate delegated,
      open recuse recused, open release not_required, open expire expired`,
  },
  {
    name: "run",
    table: runTransitions,
    statuses: runStatuses,
    moves: `running wait waiting, running compensate compensating, running complete completed,
      running fail failed, running cancel canceled, running time_out timed_out,
      waiting resume running, waiting compensate compensating, waiting fail failed,
      waiting cancel canceled, waiting time_out timed_out,
      compensating finish_compensation compensated, compensating fail failed, compensating time_out timed_out`,
  },
];

describe.each(machines)("the $name machine", ({ table, statuses, moves }) => {
  const expected = new Map(
    moves.split(",").map((move) => {
      const [from, event, to] = move.trim().split(/\s+/);
      return [`${from} ${event}`, to];
    }),
  );
  const events = [...new Set([...expected.keys()].map((key) => key.split(" ")[1] ?? ""))];

  test("answers every event in every status", () => {
    for (const from of statuses)
      for (const event of events)
        expect([from, event, transition(table, from, event)]).toEqual([
          from,
          event,
          expected.get(`${from} ${event}`) ?? null,
        ]);
  });

  test("knows no status and no event besides", () => {
    expect(Object.keys(table).toSorted()).toEqual([...statuses].toSorted());
    const known = Object.values(table).flatMap((row) => Object.keys(row));
    expect(known.every((event) => events.includes(event))).toBe(true);
  });
});

test("the guard of an update is every status that accepts the event", () => {
  expect(sourcesOf(requestTransitions, "withdraw")).toEqual(["draft", "pending", "returned", "approved"]);
  expect(sourcesOf(runTransitions, "resume")).toEqual(["waiting"]);
});
