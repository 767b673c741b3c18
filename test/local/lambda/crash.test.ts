import { afterEach, beforeEach, expect, test } from "vitest";
import { seededRandom } from "../../support/random.ts";
import { armBoundaries, crossBoundary } from "./support/boundary-trial.ts";
import { canaryTrial, killTrial } from "./support/crash-trials.ts";
import { openWorkers, type Workers } from "./support/workers.ts";

const patienceMs = 120_000;

let workers: Workers;
beforeEach(async () => {
  workers = await openWorkers(2);
});
afterEach(() => workers.close());

test(
  "of two workers killed at random moments, every execution ends, and no completed step runs again",
  () => killTrial({ workers, executions: 12, kills: 10, random: seededRandom() }),
  patienceMs,
);

test(
  "answers to parked executions arrive where they belong, in any order and over restarts",
  () => canaryTrial({ workers, executions: 100, kills: 4, random: seededRandom() }),
  patienceMs,
);

test(
  "a worker killed right before or right after a write loses nothing",
  async () => {
    const alone = await openWorkers(1);
    try {
      await armBoundaries(alone);
      for (const [run, number] of [2, 6].entries()) {
        for (const side of ["before", "after"] as const) {
          const crossed = await crossBoundary(alone, {
            run: 2 * run + (side === "after" ? 1 : 0),
            number,
            side,
          });
          expect({ number, side, crossed }).toEqual({ number, side, crossed: true });
        }
      }
    } finally {
      await alone.close();
    }
  },
  patienceMs,
);

test(
  "two workers share the work",
  async () => {
    await Promise.all(Array.from({ length: 60 }, (_, run) => workers.startRun(run)));
    const busy = async () =>
      workers.sql<
        { worker: number }[]
      >`select distinct worker from durable_lambda.executions where worker is not null`;
    const seen = new Set<number>();
    while (seen.size < 2) for (const { worker } of await busy()) seen.add(worker);
    expect(seen.size).toBe(2);
  },
  patienceMs,
);
