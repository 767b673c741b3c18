import { expect, test } from "vitest";
import type { RunFinished } from "../../../services/runs/finish.ts";
import type { FlowActivities } from "../../../workflows/flow/activities.ts";
import { workflow } from "../../../workflows/generic/workflow.ts";
import { run } from "../support/approval-in-memory.ts";
import { begun } from "../support/live.ts";
import { createVirtualLambda } from "../support/virtual-lambda.ts";

/** Every round is approved at once; the run finds one after the other when it wants to end. */
const runTo = async (ends: readonly RunFinished[], rounds: readonly ("approved" | "ended")[] = []) => {
  const lambda = createVirtualLambda(begun);
  const called: string[] = [];
  const left = [...ends];
  const routed = [...rounds];
  const activities: Partial<FlowActivities> = {
    route: () => {
      called.push("route");
      return Promise.resolve({ outcome: routed.shift() ?? "approved" });
    },
    finish: ({ outcome }) => {
      called.push(outcome);
      return Promise.resolve(left.shift() ?? { ended: true });
    },
  };
  const result = await lambda.run((context) => workflow(activities as FlowActivities)(run, context));
  return { called, result };
};

test("a request that is edited before its run could end is approved anew, and then ends", async () => {
  const reopened = { ended: false, isReopened: true };
  expect(await runTo([reopened, reopened])).toEqual({
    called: ["route", "carried_out", "route", "carried_out", "route", "carried_out"],
    result: { outcome: "carried_out" },
  });
  expect(await runTo([reopened], ["approved", "ended"])).toEqual({
    called: ["route", "carried_out", "route", "not_approved"],
    result: { outcome: "not_approved" },
  });
});

test("a request that was taken back before its run could end is not carried out", async () => {
  expect(await runTo([{ ended: false }])).toEqual({
    called: ["route", "carried_out", "not_approved"],
    result: { outcome: "not_approved" },
  });
});
