import type { DurableContext } from "@aws/durable-execution-sdk-js";
import type { RunInput } from "../../services/runs/model.ts";
import type { TaskOutcome } from "../../services/service-tasks/model.ts";
import { runApproval } from "../approval/workflow.ts";
import { patientRetry } from "../retry.ts";
import { performTask } from "../service-task/workflow.ts";
import type { OrderActivities } from "./activities.ts";
import type { OrderOutcome } from "./contract.ts";
import type { OrderStep } from "./tasks.ts";

/** Authorized only after the approval: a hold on a card lapses after some days, an approval may take longer. */
const forward = ["reserve-stock", "authorize-payment", "capture-payment", "create-shipment"] as const;
type ForwardStep = (typeof forward)[number];

type Fulfillment =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly step: ForwardStep;
      readonly outcome: TaskOutcome;
      /** Done, or perhaps done: in the order they were asked for. */
      readonly toUndo: readonly ForwardStep[];
    };

type Run = {
  readonly activities: OrderActivities;
  readonly run: RunInput;
  readonly context: DurableContext;
};

/**
 * An order: approval, then stock, payment and shipment; when one of these fails, what was done is undone in
 * reverse. The requester is told once, by the verb that ends the run.
 */
export const orderWorkflow =
  (activities: OrderActivities) =>
  async (run: RunInput, context: DurableContext): Promise<OrderOutcome> => {
    const approval = await runApproval(activities, run, context);
    if (approval === "ended") {
      return finish({ activities, run, context }, "not_approved");
    }
    const fulfillment = await fulfill({ activities, run, context });
    if (fulfillment.ok) {
      return finish({ activities, run, context }, "carried_out");
    }
    return undo({ activities, run, context }, fulfillment);
  };

const fulfill = async ({ activities, run, context }: Run): Promise<Fulfillment> => {
  const done: ForwardStep[] = [];
  for (const step of forward) {
    const outcome = await performTask(activities, { run, step }, context);
    if (outcome.status !== "completed") {
      // A declined task did nothing. A failed one may have been carried out without our learning of it.
      const toUndo = outcome.status === "failed" ? [...done, step] : done;
      return { ok: false, step, outcome, toUndo };
    }
    done.push(step);
  }
  return { ok: true };
};

/** What undoes the given steps, in reverse. A payment that was captured is refunded, else its hold is voided. */
const undoTask = async (
  { activities, run, context }: Run,
  step: OrderStep,
): Promise<{ readonly undone: boolean; readonly nothingToUndo: boolean }> => {
  const outcome = await performTask(activities, { run, step }, context);
  return { undone: outcome.status === "completed", nothingToUndo: outcome.nothingToUndo };
};

const undo = async (
  order: Run,
  { step, outcome, toUndo }: Extract<Fulfillment, { readonly ok: false }>,
): Promise<OrderOutcome> => {
  const { activities, run, context } = order;
  const failure = {
    task: step,
    reasonCode: outcome.reasonCode ?? "failed",
    message: outcome.message ?? "",
  };
  await context.step("begin-compensation", () => activities.beginCompensation({ ...run, failure }), {
    retryStrategy: patientRetry,
  });
  let allUndone = true;
  let captured = false;
  if (toUndo.includes("capture-payment")) {
    const refund = await undoTask(order, "refund-payment");
    captured = refund.undone && !refund.nothingToUndo;
    allUndone &&= refund.undone;
  }
  if (toUndo.includes("authorize-payment") && !captured) {
    allUndone = (await undoTask(order, "void-payment")).undone && allUndone;
  }
  if (toUndo.includes("reserve-stock")) {
    allUndone = (await undoTask(order, "release-stock")).undone && allUndone;
  }
  return finish(order, allUndone ? "compensated" : "failed");
};

type Ending = "carried_out" | "not_approved" | "compensated" | "failed";

const finish = async ({ activities, run, context }: Run, outcome: Ending): Promise<OrderOutcome> => {
  await context.step("finish", () => activities.finish({ ...run, outcome }), {
    retryStrategy: patientRetry,
  });
  return { outcome };
};
