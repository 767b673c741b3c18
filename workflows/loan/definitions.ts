import type { FlowDefinitions } from "../../services/runs/definitions.ts";
import { loanAssessments } from "./assessments.ts";
import { loanRevisions } from "./revisions.ts";
import { loanTasks } from "./tasks.ts";

/** What a loan's flow does outside its own memory. */
export const definitions: FlowDefinitions = {
  tasks: loanTasks,
  assessments: loanAssessments,
  revisions: loanRevisions,
};
