import { expect, test } from "vitest";
import { seededRandom } from "../../support/random.ts";
import { begun, dayMilliseconds, daySeconds, live } from "../support/live.ts";

/** A wake-up comes so long after its moment at most: the grace, and the rounding up. */
const lateMilliseconds = 2_000;

const days = (...all: number[]): number[] => all.map((day) => day * daySeconds);
const everyDays = (step: number, until: number): number[] =>
  days(...Array.from({ length: Math.ceil(until / step) - 1 }, (_none, index) => (index + 1) * step));

const waits = (name: string): string[] => [
  `CONTEXT ${name}`,
  "CALLBACK Callback",
  "STEP Step",
  `STEP settle-${name}`,
];

test("an approval of one stage costs its start and five operations, in two invocations", async () => {
  const { result, metered, invocations } = await live(
    [{ name: "manager", position: 1, deadlineSeconds: 2 * daySeconds }],
    { votes: [{ stage: "manager", day: 1 }] },
  );
  expect(result).toBe("approved");
  expect(metered).toEqual(["STEP route", ...waits("position-1")]);
  expect(1 + metered.length).toBeLessThanOrEqual(12);
  expect(invocations).toBe(2);
});

test("a year with weekly reminders and a ladder passes in seconds, on time and under 600 operations", async () => {
  const reminderSeconds = everyDays(7, 365);
  const ladderSeconds = days(30, 60, 90, 120, 150, 180, 210, 240, 270, 300);
  const plan = {
    name: "board",
    position: 1,
    deadlineSeconds: 365 * daySeconds,
    reminderSeconds,
    ladderSeconds,
  };
  const { result, done, metered, endedAt, request } = await live([plan]);
  expect([result, request()]).toEqual(["ended", "expired"]);
  for (const [what, planned] of [
    ["reminder", reminderSeconds],
    ["rung", ladderSeconds],
    ["end", [plan.deadlineSeconds]],
  ] as const) {
    const late = done
      .filter((one) => one.what === what)
      .map(({ at }, index) => at - begun - (planned[index] ?? 0) * 1000);
    expect(late).toHaveLength(planned.length);
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...late)).toBeLessThanOrEqual(lateMilliseconds);
  }
  expect(endedAt - begun).toBeLessThanOrEqual(365 * dayMilliseconds + lateMilliseconds);
  expect(1 + metered.length).toBeLessThan(600);
});

test("weekly reminders for a year, without a ladder, cost four operations a week", async () => {
  const reminderSeconds = everyDays(7, 365);
  const plan = { name: "board", position: 1, deadlineSeconds: 365 * daySeconds, reminderSeconds };
  const { metered } = await live([plan]);
  // The start, the routing, and a wait for each reminder and for the deadline.
  expect(1 + metered.length).toBe(2 + 4 * (52 + 1));
});

test("stages of one position are waited for together, and the next position comes after both", async () => {
  const deadlineSeconds = 9 * daySeconds;
  const { result, metered, done } = await live(
    [
      { name: "legal", position: 1, deadlineSeconds },
      { name: "finance", position: 1, deadlineSeconds, reminderSeconds: days(3) },
      { name: "board", position: 2, deadlineSeconds },
    ],
    {
      votes: [
        { stage: "board", day: 1 },
        { stage: "legal", day: 2 },
        { stage: "finance", day: 4 },
        { stage: "board", day: 5 },
      ],
    },
  );
  expect(result).toBe("approved");
  expect(done).toMatchObject([{ stage: "finance", what: "reminder" }]);
  // The vote of legal, the reminder and the vote of finance wake the first position.
  expect(metered).toEqual([
    "STEP route",
    ...waits("position-1"),
    ...waits("position-1-again-2"),
    ...waits("position-1-again-3"),
    ...waits("position-2"),
  ]);
});

test("a rejection in one of two parallel stages ends the run, with the other still open", async () => {
  const { result } = await live(
    [
      { name: "legal", position: 1, deadlineSeconds: daySeconds },
      { name: "finance", position: 1, deadlineSeconds: daySeconds },
      { name: "board", position: 2, deadlineSeconds: daySeconds },
    ],
    { votes: [{ stage: "finance", day: 0.5, outcome: "rejected" }] },
  );
  expect(result).toBe("ended");
});

test("a run whose process dies again and again does the same, once each", async () => {
  const random = seededRandom();
  const plan = {
    name: "board",
    position: 1,
    deadlineSeconds: 60 * daySeconds,
    reminderSeconds: everyDays(3, 60),
    ladderSeconds: days(10, 20, 30),
  };
  const calm = await live([plan], { votes: [{ stage: "board", day: 50 }] });
  const killed = await live([plan], { votes: [{ stage: "board", day: 50 }], dies: () => random() < 0.3 });
  expect(killed.invocations).toBeGreaterThan(calm.invocations);
  expect(killed.result).toBe("approved");
  expect(killed.metered).toEqual(calm.metered);
  const told = ({ done }: typeof calm) => done.map(({ what }) => what);
  expect(told(killed)).toEqual(told(calm));
});
