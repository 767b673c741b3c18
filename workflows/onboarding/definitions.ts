import type { FlowDefinitions } from "../../services/runs/definitions.ts";
import { onboardingAssessments } from "./assessments.ts";
import { onboardingTasks } from "./tasks.ts";
import { onboardingTimers } from "./timers.ts";

/** What an onboarding's flow does outside its own memory. */
export const definitions: FlowDefinitions = {
  tasks: onboardingTasks,
  assessments: onboardingAssessments,
  timers: onboardingTimers,
};
