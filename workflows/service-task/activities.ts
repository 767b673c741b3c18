import type { Runtime } from "../../services/context.ts";
import type { RunInput } from "../../services/runs/model.ts";
import type { TaskDefinition, TaskOutcome } from "../../services/service-tasks/model.ts";
import { requestTask } from "../../services/service-tasks/request.ts";
import { settleTask } from "../../services/service-tasks/settle.ts";
import { runContext } from "../run-context.ts";

type StepOfRun = RunInput & { readonly step: string };

export type TaskActivities = {
  readonly requestTask: (input: StepOfRun & { readonly callbackId: string }) => Promise<void>;
  readonly settleTask: (input: StepOfRun & { readonly waitIsOver: boolean }) => Promise<TaskOutcome | null>;
};

/** `definitions` says for each step of the kind what it asks for. */
export const createTaskActivities = (
  runtime: Runtime,
  definitions: Readonly<Record<string, TaskDefinition>>,
): TaskActivities => ({
  requestTask: ({ step, callbackId, ...run }) => {
    const definition = definitions[step];
    if (definition === undefined) {
      throw new Error(`step ${step} asks for no task`);
    }
    return requestTask(runContext(runtime, run), { runId: run.runId, step, callbackId, definition });
  },
  settleTask: ({ step, waitIsOver, ...run }) =>
    settleTask(runContext(runtime, run), { runId: run.runId, step, waitIsOver }),
});
