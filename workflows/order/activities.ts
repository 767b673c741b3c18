import type { Runtime } from "../../services/context.ts";
import { beginCompensation } from "../../services/runs/begin-compensation.ts";
import { finishRun, type RunEnd } from "../../services/runs/finish.ts";
import type { RunFailure, RunInput } from "../../services/runs/model.ts";
import { type ApprovalActivities, createApprovalActivities } from "../approval/activities.ts";
import { runContext } from "../run-context.ts";
import { createTaskActivities, type TaskActivities } from "../service-task/activities.ts";
import { orderTasks } from "./tasks.ts";

/** Everything an order's run does outside its own memory; each is one idempotent verb. */
export type OrderActivities = ApprovalActivities &
  TaskActivities & {
    readonly beginCompensation: (input: RunInput & { readonly failure: RunFailure }) => Promise<void>;
    readonly finish: (input: RunInput & Pick<RunEnd, "outcome">) => Promise<void>;
  };

export const createOrderActivities = (runtime: Runtime): OrderActivities => ({
  ...createApprovalActivities(runtime),
  ...createTaskActivities(runtime, orderTasks),
  beginCompensation: ({ failure, ...run }) =>
    beginCompensation(runContext(runtime, run), { runId: run.runId, failure }),
  finish: ({ outcome, ...run }) => finishRun(runContext(runtime, run), { runId: run.runId, outcome }),
});
