import type { FlowDefinitions } from "../../services/runs/definitions.ts";
import { complianceAssessments } from "./assessments.ts";
import { complianceTasks } from "./tasks.ts";

/** What a case's flow does outside its own memory. */
export const definitions: FlowDefinitions = { tasks: complianceTasks, assessments: complianceAssessments };
