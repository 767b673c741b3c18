import type { DurableContext } from "@aws/durable-execution-sdk-js";
import type { RunInput } from "../../services/runs/model.ts";
import type { TaskOutcome } from "../../services/service-tasks/model.ts";
import { waitForDoorbell } from "../doorbell.ts";
import { patientRetry } from "../retry.ts";
import type { TaskActivities } from "./activities.ts";

/** A task that was accepted to be completed later has this long. */
const taskWaitSeconds = 7 * 86_400;
const wakesMax = 100;

export type TaskStep = { readonly run: RunInput; readonly step: string };

/** Asks for a service task, pauses until it is answered, and reads how it came out. */
export const performTask = async (
  activities: TaskActivities,
  { run, step }: TaskStep,
  context: DurableContext,
): Promise<TaskOutcome> => {
  for (let wake = 1; wake <= wakesMax; wake += 1) {
    const name = wake === 1 ? step : `${step}-again-${wake}`;
    const woken = await waitForDoorbell(context, {
      name,
      timeoutSeconds: taskWaitSeconds,
      submit: (callbackId) => activities.requestTask({ ...run, step, callbackId }),
    });
    const waitIsOver = woken === "timed_out";
    const outcome = await context.step(
      `settle-${name}`,
      () => activities.settleTask({ ...run, step, waitIsOver }),
      { retryStrategy: patientRetry },
    );
    if (outcome !== null) {
      return outcome;
    }
  }
  throw new Error(`${step} was woken ${wakesMax} times and is still open`);
};
