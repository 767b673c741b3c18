import type { DurableContext } from "@aws/durable-execution-sdk-js";
import type { RunEnd } from "../../services/runs/finish.ts";
import type { RunInput } from "../../services/runs/model.ts";
import type { TaskDefinitions } from "../../services/service-tasks/model.ts";
import { patientRetry } from "../retry.ts";
import type { FlowActivities } from "./activities.ts";
import { createFlow, type Flow, type FlowParts, newProgress } from "./flow.ts";
import { failureOf, Halt, type HaltReason } from "./halt.ts";
import { performTask } from "../service-task/workflow.ts";
import { undo } from "./undo.ts";

/** Whoever has to be told has to be told: a system that is away gets this long. */
const tellWaitSeconds = 14 * 86_400;

/** How a run ended; the request and the run in the database say the same in more detail. */
export type FlowOutcome = { readonly outcome: RunEnd["outcome"] };

/** What a kind does once it is asked for, from top to bottom. */
export type FlowScript<Step extends string> = (flow: Flow<Step>) => Promise<void>;

/** What is still asked for when a request is over, by how it ended; its task is `afterEnd`. */
export type Tellings<Step extends string> = { readonly rejected?: Step };

export type Workflow = (
  activities: FlowActivities,
) => (run: RunInput, context: DurableContext) => Promise<FlowOutcome>;

/**
 * Makes a durable workflow of a kind's script: runs it, and when it halts undoes what was done, in reverse. The
 * requester is told once, by the verb that ends the run; whoever else has to be told, by the step that `tellings` names.
 */
export const flowOf =
  <Step extends string>(
    tasks: Readonly<Record<Step, TaskDefinitions[string]>>,
    script: FlowScript<Step>,
    tellings: Tellings<NoInfer<Step>> = {},
  ): Workflow =>
  (activities) =>
  async (run, context) => {
    const parts: FlowParts = { activities, run, context, progress: newProgress() };
    const halt = await carryOut(parts, script as FlowScript<string>);
    return halt === null ? { outcome: "carried_out" } : takeBack(parts, { tasks, tellings }, halt);
  };

/**
 * Null when all was done and the run has ended so; a request that was taken back at the last moment halts as well, and
 * one that was reopened then is approved first.
 */
const carryOut = async (parts: FlowParts, script: FlowScript<string>): Promise<HaltReason | null> => {
  const flow = createFlow(parts);
  try {
    await script(flow);
    for (;;) {
      const { ended, isReopened } = await finish(parts, "carried_out");
      if (isReopened !== true) {
        return ended ? null : { why: "over" };
      }
      await flow.approve({ judge: parts.progress.judge });
    }
  } catch (error) {
    if (error instanceof Halt) {
      return error.reason;
    }
    throw error;
  }
};

type Script = { readonly tasks: TaskDefinitions; readonly tellings: Tellings<string> };

/** Answers whether all were told who had to be. */
const tell = async (
  { activities, run, context }: FlowParts,
  { rejected }: Tellings<string>,
): Promise<boolean> => {
  if (rejected === undefined) {
    return true;
  }
  const status = await context.step("read-end", () => activities.readEnd(run), {
    retryStrategy: patientRetry,
  });
  if (status !== "rejected") {
    return true;
  }
  const telling = { run, step: rejected, waitSeconds: tellWaitSeconds };
  const { outcome } = await performTask(activities, telling, context);
  return outcome.status === "completed";
};

const takeBack = async (
  parts: FlowParts,
  { tasks, tellings }: Script,
  halt: HaltReason,
): Promise<FlowOutcome> => {
  const { activities, run, context, progress } = parts;
  const toUndo = progress.done.filter((step) => tasks[step]?.undoneBy !== undefined);
  const allTold = halt.why === "step" || (await tell(parts, tellings));
  if (halt.why === "over" && toUndo.length === 0) {
    return end(parts, allTold ? "not_approved" : "failed");
  }
  await context.step(
    "begin-compensation",
    () => activities.beginCompensation({ ...run, failure: failureOf(halt) }),
    { retryStrategy: patientRetry },
  );
  const allUndone = await undo(parts, tasks, toUndo);
  if (!allUndone || !allTold) {
    return end(parts, "failed");
  }
  return end(parts, halt.why === "over" ? "taken_back" : "compensated");
};

const end = async (parts: FlowParts, outcome: RunEnd["outcome"]): Promise<FlowOutcome> => {
  await finish(parts, outcome);
  return { outcome };
};

const finish = ({ activities, run, context }: FlowParts, outcome: RunEnd["outcome"]) =>
  context.step("finish", () => activities.finish({ ...run, outcome }), { retryStrategy: patientRetry });
