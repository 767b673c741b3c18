import type { Runtime } from "../../services/context.ts";
import type { RunInput } from "../../services/runs/model.ts";
import { type Routed, type RoutedPosition, routeRequest } from "../../services/requests/route.ts";
import { awaitPosition } from "../../services/stages/open.ts";
import { type PositionState, settlePosition } from "../../services/stages/settle.ts";
import { runContext } from "../run-context.ts";

type OfPosition = RunInput & Pick<RoutedPosition, "stageIds">;

/** What the approval asks of the database; each is one idempotent verb. */
export type ApprovalActivities = {
  readonly route: (run: RunInput) => Promise<Routed>;
  readonly awaitPosition: (input: OfPosition & { readonly callbackId: string }) => Promise<void>;
  readonly settlePosition: (input: OfPosition) => Promise<PositionState>;
};

export const createApprovalActivities = (runtime: Runtime): ApprovalActivities => ({
  route: (run) => routeRequest(runContext(runtime, run), run.requestId),
  awaitPosition: ({ stageIds, callbackId, ...run }) =>
    awaitPosition(runContext(runtime, run), { stageIds, runId: run.runId, callbackId }),
  settlePosition: ({ stageIds, ...run }) =>
    settlePosition(runContext(runtime, run), { stageIds, runId: run.runId }),
});
