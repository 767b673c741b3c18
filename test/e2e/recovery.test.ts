import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, test } from "vitest";
import { planOrders } from "../support/campaign/order-fates.ts";
import { readOrders } from "../support/orders.ts";
import { createSystem, type SystemProcess } from "../support/system.ts";
import { crashPostgres, failTwice, refuseMails, runTrial } from "../support/trials.ts";

const count = 12;
const refuseSeconds = 6;
const crashAfterMilliseconds = 1_500;
const patienceMilliseconds = 180_000;

let system: SystemProcess;
beforeAll(async () => {
  system = await createSystem();
  await system.start();
});
afterAll(() => system.dispose());

test("everything is carried out after mails were refused, the tenant's systems failed and Postgres crashed", {
  timeout: 2 * patienceMilliseconds,
}, async () => {
  const orderNumbers = planOrders(readOrders(count)).map(({ number }) => number);
  await failTwice(system, orderNumbers);
  await refuseMails(system, refuseSeconds);
  const trouble = async (): Promise<void> => {
    await sleep(crashAfterMilliseconds);
    await crashPostgres(system);
    await sleep(2 * crashAfterMilliseconds);
    await crashPostgres(system);
  };
  await runTrial({ system, count, patienceMilliseconds, trouble });
});
