import type { DurableContext } from "@aws/durable-execution-sdk-js";
import type { RunInput } from "../../services/runs/model.ts";
import type { RequestStanding } from "../../services/runs/standing.ts";
import { waitForDoorbell } from "../doorbell.ts";
import type { FlowActivities } from "../flow/activities.ts";
import { patientRetry } from "../retry.ts";

/** A date that is moved every week of a year stays below this. */
const wakesMax = 100;
/** The longest that one callback waits: AWS's limit is a year. */
const secondsMax = 364 * 86_400;
const graceSeconds = 1;

/**
 * Sleeps until a timer's moment, wherever that is moved meanwhile, or until the request is over. What woke it never
 * decides anything.
 */
export const sleepUntil = async (
  activities: Pick<FlowActivities, "awaitTimer" | "settleTimer">,
  { run, step }: { readonly run: RunInput; readonly step: string },
  context: DurableContext,
): Promise<RequestStanding> => {
  for (let wake = 0; wake <= wakesMax; wake += 1) {
    const settled = await context.step(
      wake === 0 ? `plan-${step}` : `settle-${step}-${wake}`,
      () => activities.settleTimer({ ...run, step }),
      { retryStrategy: patientRetry },
    );
    if (settled.state === "ended") {
      return settled.request;
    }
    await waitForDoorbell(context, {
      name: wake === 0 ? step : `${step}-again-${wake + 1}`,
      timeoutSeconds: Math.min(settled.dueInSeconds, secondsMax) + graceSeconds,
      submit: (callbackId) => activities.awaitTimer({ ...run, step, callbackId }),
    });
  }
  throw new Error(`${step} was moved more than ${wakesMax} times`);
};
