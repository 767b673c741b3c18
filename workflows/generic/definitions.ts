import type { FlowDefinitions } from "../../services/runs/definitions.ts";
import { genericTasks } from "./tasks.ts";

export const definitions: FlowDefinitions = { tasks: genericTasks };
