import type { DurableContext } from "@aws/durable-execution-sdk-js";
import type { RunInput } from "../../services/runs/model.ts";
import type { TaskSettled } from "../../services/service-tasks/settle.ts";
import { waitForDoorbell } from "../doorbell.ts";
import type { FlowActivities } from "../flow/activities.ts";
import { patientRetry } from "../retry.ts";

const wakesMax = 100;
/** The callback outlives the moment it waits for by this much, so that the wake-up finds the moment passed. */
const graceSeconds = 1;

export type TaskStep = {
  readonly run: RunInput;
  readonly step: string;
  /** How long the answer may take. */
  readonly waitSeconds: number;
  readonly isUndoing?: true;
};

type Ended = Extract<TaskSettled, { readonly state: "ended" }>;

/** Asks for a service task, pauses until it is answered or its time is over, and reads how it came out. */
export const performTask = async (
  activities: Pick<FlowActivities, "requestTask" | "settleTask">,
  { run, step, waitSeconds, isUndoing }: TaskStep,
  context: DurableContext,
): Promise<Ended> => {
  let seconds = waitSeconds;
  for (let wake = 1; wake <= wakesMax; wake += 1) {
    const name = wake === 1 ? step : `${step}-again-${wake}`;
    await waitForDoorbell(context, {
      name,
      timeoutSeconds: seconds + graceSeconds,
      submit: (callbackId) => activities.requestTask({ ...run, step, callbackId, waitSeconds, isUndoing }),
    });
    const settled = await context.step(
      `settle-${name}`,
      () => activities.settleTask({ ...run, step, isUndoing }),
      {
        retryStrategy: patientRetry,
      },
    );
    if (settled.state === "ended") {
      return settled;
    }
    seconds = settled.dueInSeconds;
  }
  throw new Error(`${step} was woken ${wakesMax} times and is still open`);
};
