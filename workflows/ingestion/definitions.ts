import type { FlowDefinitions } from "../../services/runs/definitions.ts";
import { ingestionAssessments } from "./assessments.ts";
import { ingestionTasks } from "./tasks.ts";
import { ingestionTimers } from "./timers.ts";

/** What the flow of a file does outside its own memory. */
export const definitions: FlowDefinitions = {
  tasks: ingestionTasks,
  assessments: ingestionAssessments,
  timers: ingestionTimers,
};
