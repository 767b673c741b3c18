import type { TaskDefinitions } from "../../services/service-tasks/model.ts";
import { performTask } from "../service-task/workflow.ts";
import type { FlowParts } from "./flow.ts";

/** A person who is asked to undo something by hand has this long. */
const undoWaitSeconds = 14 * 86_400;

/**
 * Undoes what was done, in reverse, one after the other. What a later undoing has covered is left (a refund makes the
 * void moot). Answers whether all of it could be undone; what could not does not keep the rest from it.
 */
export const undo = async (
  { activities, run, context }: Pick<FlowParts, "activities" | "run" | "context">,
  tasks: TaskDefinitions,
  done: readonly string[],
): Promise<boolean> => {
  const reallyUndone = new Set<string>();
  let allUndone = true;
  for (const step of done.toReversed()) {
    const { undoneBy, coveredBy } = tasks[step] ?? {};
    if (undoneBy === undefined || (coveredBy !== undefined && reallyUndone.has(coveredBy))) {
      continue;
    }
    const { outcome } = await performTask(
      activities,
      { run, step: undoneBy, waitSeconds: undoWaitSeconds, isUndoing: true },
      context,
    );
    const isUndone = outcome.status === "completed";
    allUndone &&= isUndone;
    if (isUndone && !outcome.nothingToUndo) {
      reallyUndone.add(step);
    }
  }
  return allUndone;
};
