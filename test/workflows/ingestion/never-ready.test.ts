import { expect, test } from "vitest";
import type { FlowActivities } from "../../../workflows/flow/activities.ts";
import { readinessPollsMax } from "../../../workflows/ingestion/readiness.ts";
import { ingestionTimers } from "../../../workflows/ingestion/timers.ts";
import { workflow } from "../../../workflows/ingestion/workflow.ts";
import { run } from "../support/approval-in-memory.ts";
import { begun } from "../support/live.ts";
import { createVirtualLambda, type VirtualLambda } from "../support/virtual-lambda.ts";

/** AWS: of one execution. */
const operationsMax = 3_000;
const sixHours = 6 * 3_600_000;
const outcome = {
  status: "completed",
  reasonCode: null,
  message: null,
  nothingToUndo: false,
  perhapsDone: false,
} as const;

/** Every system answers at once, and the warehouse is ready at the n-th look, or never. */
const systems = (lambda: VirtualLambda, readyAt: number) => {
  const asked: string[] = [];
  const moments = new Map<string, number>();
  let looks = 0;
  const activities: Partial<FlowActivities> = {
    route: () => Promise.resolve({ outcome: "approved" }),
    assess: () => Promise.resolve({ verdict: "clean", hasBadRows: false }),
    requestTask: ({ step, callbackId }) => {
      asked.push(step);
      lambda.ring(callbackId);
      return Promise.resolve();
    },
    settleTask: ({ step }) => {
      const isLook = step.startsWith("check-ready");
      looks += isLook ? 1 : 0;
      const told = isLook ? { ready: looks === readyAt } : {};
      return Promise.resolve({ state: "ended", outcome: { ...outcome, told }, request: "approved" });
    },
    awaitTimer: () => Promise.resolve(),
    settleTimer: ({ step }) => {
      const now = new Date(lambda.now());
      const planned = ingestionTimers[step]?.at({} as never, { now, plannedAt: now }, () => ({}) as never);
      const at = moments.get(step) ?? planned?.getTime() ?? 0;
      moments.set(step, at);
      return Promise.resolve(
        at <= lambda.now()
          ? { state: "ended", request: "approved" }
          : { state: "waiting", dueInSeconds: (at - lambda.now()) / 1_000 },
      );
    },
    beginCompensation: () => Promise.resolve(),
    finish: () => Promise.resolve({ ended: true }),
  };
  return { asked, activities: activities as FlowActivities };
};

const live = async (readyAt: number) => {
  const lambda = createVirtualLambda(begun);
  const { asked, activities } = systems(lambda, readyAt);
  const result = await lambda.run((context) => workflow(activities)(run, context));
  return {
    asked,
    result,
    operations: lambda.operations().length,
    took: lambda.now() - begun,
  };
};

test("a warehouse that does not call back is asked every five minutes for six hours, and then given up", async () => {
  const { asked, result, operations, took } = await live(Infinity);
  expect(result).toEqual({ outcome: "compensated" });
  expect(asked.filter((step) => step.startsWith("check-ready"))).toHaveLength(readinessPollsMax + 1);
  expect(asked.slice(-2)).toEqual([`check-ready-${readinessPollsMax}`, "drop-staging"]);
  expect(took).toBeGreaterThanOrEqual(sixHours);
  expect(took).toBeLessThan(sixHours * 1.01);
  expect(operations).toBeLessThan(operationsMax / 4);
});

test("the last look of all may find it ready", async () => {
  const { asked, result } = await live(readinessPollsMax + 1);
  expect(result).toEqual({ outcome: "carried_out" });
  expect(asked.slice(-2)).toEqual(["load", "publish"]);
});
