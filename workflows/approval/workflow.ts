import type { DurableContext } from "@aws/durable-execution-sdk-js";
import type { RunInput } from "../../services/runs/model.ts";
import { waitForDoorbell } from "../doorbell.ts";
import { patientRetry } from "../retry.ts";
import type { ApprovalActivities, StageToAwait } from "./activities.ts";

/** The callback outlives the deadline by this much, so that the wake-up finds the deadline passed. */
const graceSeconds = 1;
/** Wake-ups that found a stage still open; only clocks that disagree make more than one. */
const wakesMax = 100;

/**
 * The approval that every kind begins with: route, then for each stage open its seats, wait, wake, read the
 * truth, and go on. What woke it never decides anything.
 */
export const runApproval = async (
  activities: ApprovalActivities,
  run: RunInput,
  context: DurableContext,
): Promise<"approved" | "ended"> => {
  const routed = await context.step("route", () => activities.route(run), { retryStrategy: patientRetry });
  if (routed.outcome !== "staged") {
    return routed.outcome;
  }
  for (const [index, stage] of routed.stages.entries()) {
    const state = await awaitStage(context, { activities, run, stage, name: `stage-${index + 1}` });
    if (state === "ended") {
      return "ended";
    }
  }
  return "approved";
};

type Awaiting = {
  readonly activities: ApprovalActivities;
  readonly run: RunInput;
  readonly stage: StageToAwait;
  readonly name: string;
};

const awaitStage = async (
  context: DurableContext,
  { activities, run, stage, name }: Awaiting,
): Promise<"approved" | "ended"> => {
  let seconds = stage.deadlineSeconds;
  for (let wake = 1; wake <= wakesMax; wake += 1) {
    const waitName = wake === 1 ? name : `${name}-again-${wake}`;
    await waitForDoorbell(context, {
      name: waitName,
      timeoutSeconds: seconds + graceSeconds,
      submit: (callbackId) => activities.awaitStage({ ...run, stageId: stage.id, callbackId }),
    });
    const settled = await context.step(
      `settle-${waitName}`,
      () => activities.settleStage({ ...run, stageId: stage.id }),
      { retryStrategy: patientRetry },
    );
    if (settled.state !== "open") {
      return settled.state;
    }
    seconds = settled.remainingSeconds;
  }
  throw new Error(`${name} was woken ${wakesMax} times and is still open`);
};
