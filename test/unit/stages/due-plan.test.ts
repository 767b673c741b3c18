import fc from "fast-check";
import { expect, test } from "vitest";
import { type DueMoment, nextDue, type StageTiming } from "../../../services/stages/due-plan.ts";
import { holds } from "../property.ts";

const second = 1000;
const day = 86_400;
const opened = Date.parse("2026-03-01T09:00:00.123Z");
const at = (seconds: number, milliseconds = 0): Date => new Date(opened + seconds * second + milliseconds);

const stage = (timing: Partial<StageTiming> = {}): StageTiming => ({
  openedAt: at(0),
  deadlineAt: at(10 * day),
  reminderSeconds: [],
  escalation: [],
  remindersDone: 0,
  escalationsDone: 0,
  onDeadline: "expire",
  ...timing,
});

const told = (moments: readonly DueMoment[]): string[] =>
  moments.map((moment) =>
    moment.what === "end" ? `end ${moment.onDeadline}` : `${moment.what} ${moment.count}`,
  );

const look = (timing: StageTiming, now: Date) => {
  const { due, wakeAt } = nextDue(timing, now);
  return [told(due), wakeAt];
};

test("a moment is due from its very millisecond, and not one before", () => {
  const timing = stage({ reminderSeconds: [day, 2 * day] });
  expect(look(timing, at(day, -1))).toEqual([[], at(day)]);
  expect(look(timing, at(day))).toEqual([["reminder 1"], at(2 * day)]);
  expect(look({ ...timing, remindersDone: 1 }, at(day))).toEqual([[], at(2 * day)]);
});

test("the deadline ends the stage in its very millisecond, as its policy says", () => {
  for (const onDeadline of ["expire", "reject", "approve"] as const) {
    expect(look(stage({ onDeadline }), at(10 * day, -1))).toEqual([[], at(10 * day)]);
    expect(look(stage({ onDeadline }), at(10 * day))).toEqual([[`end ${onDeadline}`], null]);
  }
});

test("after a week without us there is one reminder, and every rung, in its order", () => {
  const reminderSeconds = [1, 2, 3, 4, 5, 6, 7].map((days) => days * day);
  const escalation = [{ afterSeconds: 2 * day }, { afterSeconds: 5 * day }, { afterSeconds: 9 * day }];
  const timing = stage({ reminderSeconds, escalation });
  expect(look(timing, at(8 * day))).toEqual([["reminder 7", "rung 1", "rung 2"], at(9 * day)]);
});

test("of a tie the reminder comes before the rung, and the deadline takes the place of both", () => {
  const both = { reminderSeconds: [day], escalation: [{ afterSeconds: day }] };
  expect(look(stage(both), at(day))).toEqual([["reminder 1", "rung 1"], at(10 * day)]);
  const late = stage({ ...both, deadlineAt: at(day) });
  expect(look(late, at(0))).toEqual([[], at(day)]);
  expect(look(late, at(day))).toEqual([["end expire"], null]);
});

test("what was missed is not made up for once the deadline has passed", () => {
  const timing = stage({ reminderSeconds: [day], escalation: [{ afterSeconds: 2 * day }] });
  expect(look(timing, at(11 * day))).toEqual([["end expire"], null]);
});

test("a rung that was climbed by hand ahead of its time is not climbed again", () => {
  const timing = stage({
    escalation: [{ afterSeconds: day }, { afterSeconds: 3 * day }],
    escalationsDone: 1,
  });
  expect(look(timing, at(day))).toEqual([[], at(3 * day)]);
});

const yearSeconds = 365 * day;
const moments = (maxLength: number) =>
  fc
    .array(fc.integer({ min: 1, max: yearSeconds + day }), { maxLength })
    .map((all) => all.toSorted((one, other) => one - other));
/** Most wake-ups are on time; sometimes nobody was there for an hour, a week, or a season. */
const lateness = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 2 * second }) },
  { weight: 1, arbitrary: fc.constantFrom(3_600 * second, 7 * day * second, 90 * day * second) },
);

type Done = { readonly now: number; readonly moment: DueMoment };

/** Lives a stage on a clock of its own: sleeps to the moment it is told, wakes late, does what is due. */
const live = (planned: StageTiming, late: readonly number[]) => {
  let timing = planned;
  let now = opened;
  const done: Done[] = [];
  for (let wakes = 0; ; wakes += 1) {
    const { due, wakeAt } = nextDue(timing, new Date(now));
    for (const moment of due) {
      done.push({ now, moment });
      if (moment.what === "reminder") timing = { ...timing, remindersDone: moment.count };
      if (moment.what === "rung") timing = { ...timing, escalationsDone: timing.escalationsDone + 1 };
    }
    expect(nextDue(timing, new Date(now)).due).toEqual(due.filter(({ what }) => what === "end"));
    if (wakeAt === null) return { done, wakes };
    expect(wakeAt.getTime()).toBeGreaterThan(now);
    now = wakeAt.getTime() + (late[wakes % late.length] ?? 0);
  }
};

test("a year of reminders and escalations, lived on a clock that is sometimes late", () => {
  const given = fc.record({
    reminderSeconds: moments(60),
    ladder: moments(10),
    deadlineSeconds: fc.integer({ min: 1, max: yearSeconds }),
    late: fc.array(lateness, { minLength: 1, maxLength: 20 }),
  });
  holds(
    fc.property(given, ({ reminderSeconds, ladder, deadlineSeconds, late }) => {
      const escalation = ladder.map((afterSeconds) => ({ afterSeconds }));
      const planned = stage({ reminderSeconds, escalation, deadlineAt: at(deadlineSeconds) });
      const { done, wakes } = live(planned, late);
      const deadline = at(deadlineSeconds).getTime();
      // It ends once, at its deadline or after it, and nothing is done from then on.
      expect(done.filter(({ moment }) => moment.what === "end")).toHaveLength(1);
      expect(done.at(-1)?.moment.what).toBe("end");
      expect(done.at(-1)?.now).toBeGreaterThanOrEqual(deadline);
      expect(done.slice(0, -1).every(({ now }) => now < deadline)).toBe(true);
      // Each moment that somebody woke for in time was carried out, none early, the rungs each and in order.
      const lastWake = done.slice(0, -1).at(-1)?.now ?? opened;
      const passed = (all: readonly number[]) => all.filter((seconds) => at(seconds).getTime() <= lastWake);
      const rungs = done.flatMap(({ moment }) => (moment.what === "rung" ? [moment.count] : []));
      expect(rungs).toEqual(passed(ladder).map((_seconds, index) => index + 1));
      const reminders = done.flatMap(({ moment }) => (moment.what === "reminder" ? [moment.count] : []));
      expect(reminders).toEqual([...new Set(reminders)].toSorted((one, other) => one - other));
      expect(reminders.at(-1) ?? 0).toBe(passed(reminderSeconds).length);
      expect(done.every(({ now, moment }) => now >= moment.at.getTime())).toBe(true);
      // It sleeps to the next moment only, and wakes for nothing else.
      expect(wakes).toBeLessThanOrEqual(new Set([...reminderSeconds, ...ladder]).size + 1);
    }),
  );
});

test("a clock that is never late does everything at its very moment", () => {
  const given = fc.record({ reminderSeconds: moments(60), ladder: moments(10) });
  holds(
    fc.property(given, ({ reminderSeconds, ladder }) => {
      const escalation = ladder.map((afterSeconds) => ({ afterSeconds }));
      const { done } = live(stage({ reminderSeconds, escalation, deadlineAt: at(yearSeconds) }), [0]);
      const reminded = done.filter(({ moment }) => moment.what === "reminder").map(({ now }) => now);
      const before = reminderSeconds.filter((seconds) => seconds < yearSeconds);
      expect(reminded).toEqual([...new Set(before)].map((seconds) => at(seconds).getTime()));
      expect(done.every(({ now, moment }) => now === moment.at.getTime())).toBe(true);
    }),
  );
});
