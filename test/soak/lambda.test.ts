import { afterEach, test } from "vitest";
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
