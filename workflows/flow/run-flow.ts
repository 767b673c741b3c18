import type { DurableContext } from "@aws/durable-execution-sdk-js";
import type { RunEnd } from "../../services/runs/finish.ts";
import type { RunInput } from "../../services/runs/model.ts";
import type { TaskDefinitions } from "../../services/service-tasks/model.ts";
import { patientRetry } from "../retry.ts";
import type { FlowActivities } from "./activities.ts";
import { createFlow, type Flow, type FlowParts, newProgress } from "./flow.ts";
import { failureOf, Halt, type HaltReason } from "./halt.ts";
import { undo } from "./undo.ts";

/** How a run ended; the request and the run in the database say the same in more detail. */
export type FlowOutcome = { readonly outcome: RunEnd["outcome"] };

/** What a kind does once it is asked for, from top to bottom. */
export type FlowScript<Step extends string> = (flow: Flow<Step>) => Promise<void>;

export type Workflow = (
  activities: FlowActivities,
) => (run: RunInput, context: DurableContext) => Promise<FlowOutcome>;

/**
 * Makes a durable workflow of a kind's script: runs it, and when it halts undoes what was done, in reverse. The
 * requester is told once, by the verb that ends the run.
 */
export const flowOf =
  <Step extends string>(
    tasks: Readonly<Record<Step, TaskDefinitions[string]>>,
    script: FlowScript<Step>,
  ): Workflow =>
  (activities) =>
  async (run, context) => {
    const parts: FlowParts = { activities, run, context, progress: newProgress() };
    const halt = await carryOut(parts, script as FlowScript<string>);
    return halt === null ? { outcome: "carried_out" } : takeBack(parts, tasks, halt);
  };

/** Null when all was done and the run has ended so; a request that was taken back at the last moment halts as well. */
const carryOut = async (parts: FlowParts, script: FlowScript<string>): Promise<HaltReason | null> => {
  try {
    await script(createFlow(parts));
  } catch (error) {
    if (error instanceof Halt) {
      return error.reason;
    }
    throw error;
  }
  const { ended } = await finish(parts, "carried_out");
  return ended ? null : { why: "over" };
};

const takeBack = async (parts: FlowParts, tasks: TaskDefinitions, halt: HaltReason): Promise<FlowOutcome> => {
  const { activities, run, context, progress } = parts;
  const toUndo = progress.done.filter((step) => tasks[step]?.undoneBy !== undefined);
  if (halt.why === "over" && toUndo.length === 0) {
    return end(parts, "not_approved");
  }
  await context.step(
    "begin-compensation",
    () => activities.beginCompensation({ ...run, failure: failureOf(halt) }),
    { retryStrategy: patientRetry },
  );
  const allUndone = await undo(parts, tasks, toUndo);
  if (!allUndone) {
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
