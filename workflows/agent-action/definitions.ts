import type { FlowDefinitions } from "../../services/runs/definitions.ts";
import { agentActionAssessments } from "./assessments.ts";
import { agentActionTasks } from "./tasks.ts";

/** What an agent action's flow does outside its own memory. */
export const definitions: FlowDefinitions = { tasks: agentActionTasks, assessments: agentActionAssessments };
