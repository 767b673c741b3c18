import type { FlowDefinitions } from "../../services/runs/definitions.ts";
import { orderRevisions } from "./revisions.ts";
import { orderTasks } from "./tasks.ts";

/** What an order's flow does outside its own memory. */
export const definitions: FlowDefinitions = { tasks: orderTasks, revisions: orderRevisions };
