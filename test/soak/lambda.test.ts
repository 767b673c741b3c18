import { afterEach, expect, test } from "vitest";
import { armBoundaries, crossBoundary } from "../local/lambda/support/boundary-trial.ts";
import { canaryTrial, killTrial } from "../local/lambda/support/crash-trials.ts";
import { openWorkers, type Workers } from "../local/lambda/support/workers.ts";
import { seededRandom } from "../support/random.ts";

let workers: Workers;
afterEach(() => workers.close());

test("200 executions in flight survive 500 kills of a worker at random moments", async () => {
  workers = await openWorkers(2);
  await killTrial({ workers, executions: 200, kills: 500, random: seededRandom() });
});

test("1,000 parked executions are answered in random order during 20 restarts, each with its own canary", async () => {
  workers = await openWorkers(2);
  await canaryTrial({ workers, executions: 1_000, kills: 20, random: seededRandom() });
});

test("a worker killed at every boundary of every write of a run loses nothing", async () => {
  workers = await openWorkers(1);
  await armBoundaries(workers);
  let run = 0;
  for (const side of ["before", "after"] as const) {
    let number = 1;
    while (await crossBoundary(workers, { run, number, side })) {
      run += 1;
      number += 1;
    }
    run += 1;
    console.log(`${number - 1} writes, each killed ${side}`);
    expect(number).toBeGreaterThan(8);
  }
});
