import type { Flow } from "../flow/flow.ts";
import { flowOf } from "../flow/run-flow.ts";
import { readinessPollsMax, readinessWaitSeconds } from "./readiness.ts";
import { type IngestionStep, ingestionTasks } from "./tasks.ts";

/** A system that takes the question up calls back when it is ready; one that answers "not yet" is asked again. */
const waitUntilReady = async (flow: Flow<IngestionStep>): Promise<void> => {
  let { ready } = await flow.must("check-ready", { waitSeconds: readinessWaitSeconds });
  for (let poll = 1; ready !== true; poll += 1) {
    if (poll > readinessPollsMax) {
      flow.giveUp("check-ready", {
        reasonCode: "not_ready",
        message: "The warehouse was not ready for the load within six hours.",
      });
    }
    await flow.until(`ready-poll-${poll}`);
    ({ ready } = await flow.must(`check-ready-${poll}`));
  }
};

/**
 * A file that has arrived: once it is complete it is looked into, its bad rows are put aside, and its owner is asked
 * where the policy says so. Then it is enriched into a staging table, swapped in when the warehouse is ready, and its
 * lineage published. Until that is done the table of before can be put back.
 */
export const workflow = flowOf(ingestionTasks, async (flow) => {
  await flow.must("await-complete", { waitSeconds: readinessWaitSeconds });
  await flow.must("validate");
  const { verdict, hasBadRows } = await flow.assess("quality");
  if (verdict === "corrupt") {
    await flow.reject({
      reasonCode: "not_as_announced",
      message: "The file is not the one that was announced: its size or its checksum is another.",
    });
  }
  if (hasBadRows === true) {
    await flow.must("quarantine");
  }
  await flow.approve();
  await flow.must("enrich");
  await waitUntilReady(flow);
  await flow.must("load");
  await flow.must("publish");
});
