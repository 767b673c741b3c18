import type { DurableContext } from "@aws/durable-execution-sdk-js";
import type { RoutedPosition } from "../../services/requests/route.ts";
import type { RunInput } from "../../services/runs/model.ts";
import { waitForDoorbell } from "../doorbell.ts";
import { patientRetry } from "../retry.ts";
import type { ApprovalActivities } from "./activities.ts";

/** The callback outlives the moment it waits for by this much, so that the wake-up finds the moment passed. */
const graceSeconds = 1;
/** Of a whole run. A wake-up costs four operations, and an execution has 3,000 for all that it does. */
const wakesMax = 700;
/**
 * When no more than these are left, the run sleeps to the deadlines alone: a policy with very many moments
 * loses its last reminders and rungs before it loses its end.
 */
const wakesForDeadlines = 100;

/** Wake-ups that are left to the run. Counted anew by every replay, and always the same. */
export type Budget = { wakes: number };
export const newBudget = (): Budget => ({ wakes: wakesMax });

export type Approval = {
  readonly run: RunInput;
  readonly budget: Budget;
  /** Counts the times that this run asks for approvals: a request that is edited has more than one. */
  readonly round: number;
};

/**
 * The approval that every kind has: route, then for each position open its stages, sleep until the next
 * moment that is due or somebody rings, read the truth, and go on. What woke it never decides anything.
 */
export const runApproval = async (
  activities: ApprovalActivities,
  { run, budget, round }: Approval,
  context: DurableContext,
): Promise<"approved" | "ended" | "reopened"> => {
  const ofRound = (name: string): string => (round === 1 ? name : `round-${round}-${name}`);
  const routed = await context.step(ofRound("route"), () => activities.route(run), {
    retryStrategy: patientRetry,
  });
  if (routed.outcome !== "staged") {
    return routed.outcome;
  }
  for (const [index, position] of routed.positions.entries()) {
    const name = ofRound(`position-${index + 1}`);
    const state = await passPosition(context, { activities, run, position, name, budget });
    if (state !== "approved") {
      return state;
    }
  }
  return "approved";
};

type Passing = {
  readonly activities: ApprovalActivities;
  readonly run: RunInput;
  readonly position: RoutedPosition;
  readonly name: string;
  readonly budget: Budget;
};

/** One callback for all stages of the position: any of them rings. */
const passPosition = async (
  context: DurableContext,
  { activities, run, position, name, budget }: Passing,
): Promise<"approved" | "ended" | "reopened"> => {
  const { stageIds } = position;
  let seconds = position.firstDueSeconds;
  for (let wake = 1; budget.wakes > 0; wake += 1) {
    budget.wakes -= 1;
    const waitName = wake === 1 ? name : `${name}-again-${wake}`;
    await waitForDoorbell(context, {
      name: waitName,
      timeoutSeconds: seconds + graceSeconds,
      submit: (callbackId) => activities.awaitPosition({ ...run, stageIds, callbackId }),
    });
    const settled = await context.step(
      `settle-${waitName}`,
      () => activities.settlePosition({ ...run, stageIds }),
      { retryStrategy: patientRetry },
    );
    if (settled.state !== "open") {
      return settled.state;
    }
    seconds = budget.wakes > wakesForDeadlines ? settled.dueInSeconds : settled.deadlineInSeconds;
  }
  throw new Error(`${name} is still open after the ${wakesMax} wake-ups that a run has`);
};
