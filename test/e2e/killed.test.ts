import { afterAll, beforeAll, test } from "vitest";
import { seededRandom } from "../support/random.ts";
import { createSystem, type SystemProcess } from "../support/system.ts";
import { killRepeatedly, runTrial } from "../support/trials.ts";

const count = 20;
const kills = 3;
const betweenMilliseconds = 4_000;
const patienceMilliseconds = 180_000;

let system: SystemProcess;
beforeAll(async () => {
  system = await createSystem();
  await system.start();
});
afterAll(() => system.dispose());

test("a system that is killed at random moments carries every order through", {
  timeout: 2 * patienceMilliseconds,
}, () => {
  const random = seededRandom();
  const trouble = () => killRepeatedly(system, { kills, random, betweenMilliseconds });
  return runTrial({ system, count, patienceMilliseconds, trouble });
});
