import type { Runtime } from "../../services/context.ts";
import { planFollowUp } from "../../services/requests/plan-follow-up.ts";
import { assessRequest } from "../../services/runs/assess.ts";
import { beginCompensation } from "../../services/runs/begin-compensation.ts";
import type { FlowDefinitions } from "../../services/runs/definitions.ts";
import { finishRun, type RunEnd, type RunFinished } from "../../services/runs/finish.ts";
import type { RunFailure, RunInput } from "../../services/runs/model.ts";
import { readEnd } from "../../services/runs/read-end.ts";
import { rejectRequest } from "../../services/runs/reject-request.ts";
import { reviseRequest, type Revised } from "../../services/runs/revise-request.ts";
import { requestTask } from "../../services/service-tasks/request.ts";
import { settleTask, type TaskSettled } from "../../services/service-tasks/settle.ts";
import { awaitTimer } from "../../services/timers/await.ts";
import { settleTimer, type TimerSettled } from "../../services/timers/settle.ts";
import { type ApprovalActivities, createApprovalActivities } from "../approval/activities.ts";
import { runContext } from "../run-context.ts";

type StepOfRun = RunInput & { readonly step: string };
/** `isUndoing`: it undoes what was done, and is wanted although the run goes no further. */
type TaskOfRun = StepOfRun & { readonly isUndoing?: boolean | undefined };

/** Everything that a flow's run does outside its own memory; each is one idempotent verb. */
export type FlowActivities = ApprovalActivities & {
  readonly requestTask: (
    input: TaskOfRun & { readonly callbackId: string; readonly waitSeconds: number },
  ) => Promise<void>;
  readonly settleTask: (input: TaskOfRun) => Promise<TaskSettled>;
  readonly assess: (input: StepOfRun) => Promise<Readonly<Record<string, unknown>>>;
  readonly awaitTimer: (input: StepOfRun & { readonly callbackId: string }) => Promise<void>;
  readonly settleTimer: (input: StepOfRun) => Promise<TimerSettled>;
  readonly revise: (input: StepOfRun) => Promise<Revised>;
  readonly reject: (
    input: RunInput & { readonly reasonCode: string; readonly message: string },
  ) => Promise<void>;
  readonly readEnd: (run: RunInput) => ReturnType<typeof readEnd>;
  readonly planFollowUp: (input: RunInput) => Promise<void>;
  readonly beginCompensation: (input: RunInput & { readonly failure: RunFailure | null }) => Promise<void>;
  readonly finish: (input: RunInput & Pick<RunEnd, "outcome">) => Promise<RunFinished>;
};

const definitionOf = <Definition>(
  definitions: Readonly<Record<string, Definition>> | undefined,
  step: string,
): Definition => {
  const definition = definitions?.[step];
  if (definition === undefined) {
    throw new Error(`the kind defines no step ${step}`);
  }
  return definition;
};

export const createFlowActivities = (runtime: Runtime, definitions: FlowDefinitions): FlowActivities => ({
  ...createApprovalActivities(runtime),
  requestTask: ({ step, callbackId, waitSeconds, isUndoing, ...run }) =>
    requestTask(runContext(runtime, run), {
      runId: run.runId,
      step,
      callbackId,
      waitSeconds,
      isUndoing,
      definition: definitionOf(definitions.tasks, step),
    }),
  settleTask: ({ step, isUndoing, ...run }) =>
    settleTask(runContext(runtime, run), {
      runId: run.runId,
      step,
      isUndoing,
      definition: definitionOf(definitions.tasks, step),
    }),
  assess: ({ step, ...run }) =>
    assessRequest(runContext(runtime, run), {
      runId: run.runId,
      step,
      definition: definitionOf(definitions.assessments, step),
    }),
  awaitTimer: ({ step, callbackId, ...run }) =>
    awaitTimer(runContext(runtime, run), { runId: run.runId, step, callbackId }),
  settleTimer: ({ step, ...run }) =>
    settleTimer(runContext(runtime, run), {
      runId: run.runId,
      step,
      definition: definitionOf(definitions.timers, step),
    }),
  revise: ({ step, ...run }) =>
    reviseRequest(runContext(runtime, run), {
      runId: run.runId,
      step,
      definition: definitionOf(definitions.revisions, step),
    }),
  reject: ({ reasonCode, message, ...run }) =>
    rejectRequest(runContext(runtime, run), { runId: run.runId, reasonCode, message }),
  readEnd: (run) => readEnd(runContext(runtime, run), run.requestId),
  planFollowUp: (run) => planFollowUp(runContext(runtime, run), run.runId),
  beginCompensation: ({ failure, ...run }) =>
    beginCompensation(runContext(runtime, run), { runId: run.runId, failure }),
  finish: ({ outcome, ...run }) => finishRun(runContext(runtime, run), { runId: run.runId, outcome }),
});
