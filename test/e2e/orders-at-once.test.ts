import { afterAll, beforeAll, test } from "vitest";
import { createSystem, type SystemProcess } from "../support/system.ts";
import { runTrial } from "../support/trials.ts";

const count = 40;
const patienceMilliseconds = 120_000;

let system: SystemProcess;
beforeAll(async () => {
  system = await createSystem();
  await system.start();
});
afterAll(() => system.dispose());

test(
  "orders posted at once each end as their policy says, none lost, none doubled",
  { timeout: 2 * patienceMilliseconds },
  () => runTrial({ system, count, patienceMilliseconds }),
);
