import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, test } from "vitest";
import { planOrders } from "../support/campaign/order-fates.ts";
import { readOrders } from "../support/orders.ts";
import { seededRandom } from "../support/random.ts";
import { createSystem, type SystemProcess } from "../support/system.ts";
import { crashPostgres, failTwice, killRepeatedly, refuseMails, runTrial } from "../support/trials.ts";

const allOrders = 415;
const patienceMilliseconds = 900_000;

let system: SystemProcess;
beforeEach(async () => {
  system = await createSystem();
  await system.start();
});
afterEach(() => system.dispose());

test("415 orders at once each end as their policy says", () =>
  runTrial({ system, count: allOrders, patienceMilliseconds }));

test("415 orders survive 20 kills of the whole system at random moments", () => {
  const random = seededRandom();
  const trouble = () => killRepeatedly(system, { kills: 20, random, betweenMilliseconds: 8_000 });
  return runTrial({ system, count: allOrders, patienceMilliseconds, trouble });
});

test("100 orders survive a minute without mail, failing systems and four crashes of Postgres", async () => {
  const count = 100;
  await failTwice(
    system,
    planOrders(readOrders(count)).map(({ number }) => number),
  );
  await refuseMails(system, 60);
  const trouble = async (): Promise<void> => {
    for (let crash = 1; crash <= 4; crash += 1) {
      await sleep(16_000);
      await crashPostgres(system);
    }
  };
  await runTrial({ system, count, patienceMilliseconds, trouble });
});
