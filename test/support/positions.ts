import type { Context } from "../../services/context.ts";
import { getRequest, type RequestDetail } from "../../services/requests/index.ts";
import { routeRequest } from "../../services/requests/route.ts";
import { awaitStage } from "../../services/stages/open.ts";

/** Opens every stage of the position, as the workflow does when it comes to wait there. */
export const openPosition = async (
  ctx: Context,
  { id }: Pick<RequestDetail, "id">,
  position: number,
): Promise<RequestDetail> => {
  await routeRequest(ctx, id);
  const { stages, run } = await getRequest(ctx, id);
  const round = Math.max(...stages.map((stage) => stage.round));
  for (const stage of stages.filter((one) => one.round === round && one.position === position)) {
    if (run === null) throw new Error("the request has no run");
    await awaitStage(ctx, { stageId: stage.id, runId: run.id, callbackId: `callback-${stage.id}` });
  }
  return getRequest(ctx, id);
};
