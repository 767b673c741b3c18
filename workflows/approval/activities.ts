import type { Runtime } from "../../services/context.ts";
import type { RunInput } from "../../services/runs/model.ts";
import { type Routed, routeRequest } from "../../services/requests/route.ts";
import { awaitStage } from "../../services/stages/open.ts";
import { settleStage, type StageState } from "../../services/stages/settle.ts";
import { runContext } from "../run-context.ts";

export type StageToAwait = Extract<Routed, { readonly outcome: "staged" }>["stages"][number];
type StageId = StageToAwait["id"];

/** What the approval asks of the database; each is one idempotent verb. */
export type ApprovalActivities = {
  readonly route: (run: RunInput) => Promise<Routed>;
  readonly awaitStage: (
    input: RunInput & { readonly stageId: StageId; readonly callbackId: string },
  ) => Promise<void>;
  readonly settleStage: (input: RunInput & { readonly stageId: StageId }) => Promise<StageState>;
};

export const createApprovalActivities = (runtime: Runtime): ApprovalActivities => ({
  route: (run) => routeRequest(runContext(runtime, run), run.requestId),
  awaitStage: ({ stageId, callbackId, ...run }) =>
    awaitStage(runContext(runtime, run), { stageId, runId: run.runId, callbackId }),
  settleStage: ({ stageId, ...run }) => settleStage(runContext(runtime, run), { stageId, runId: run.runId }),
});
