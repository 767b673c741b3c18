import type { FlowDefinitions } from "../../services/runs/definitions.ts";
import { paymentAssessments } from "./assessments.ts";
import { paymentTasks } from "./tasks.ts";
import { paymentTimers } from "./timers.ts";

/** What a payment's flow does outside its own memory. */
export const definitions: FlowDefinitions = {
  tasks: paymentTasks,
  assessments: paymentAssessments,
  timers: paymentTimers,
};
