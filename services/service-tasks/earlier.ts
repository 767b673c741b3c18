import type { ServiceTaskRow } from "../../db/queries/service-tasks.ts";
import type { Earlier } from "./model.ts";

/** Pure: finds the run's task of a step. */
export const earlierTask =
  (tasks: readonly ServiceTaskRow[]): Earlier =>
  (step) => {
    const task = tasks.find((candidate) => candidate.step === step);
    if (task === undefined) {
      throw new Error(`step ${step} has no task yet: the workflow asks in the wrong order`);
    }
    return { id: task.id, result: task.result ?? {} };
  };
