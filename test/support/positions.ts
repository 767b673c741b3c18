import type { Context } from "../../services/context.ts";
import { getRequest, type RequestDetail } from "../../services/requests/index.ts";
import { routeRequest } from "../../services/requests/route.ts";
import { awaitPosition } from "../../services/stages/open.ts";

/** Opens every stage of the position, as the workflow does when it comes to wait there. */
export const openPosition = async (
  ctx: Context,
  { id }: Pick<RequestDetail, "id">,
  position: number,
): Promise<RequestDetail> => {
  await routeRequest(ctx, id);
  const { stages, run } = await getRequest(ctx, id);
  if (run === null) throw new Error("the request has no run");
  const round = Math.max(...stages.map((stage) => stage.round));
  const stageIds = stages
    .filter((stage) => stage.round === round && stage.position === position)
    .map((stage) => stage.id);
  await awaitPosition(ctx, { stageIds, runId: run.id, callbackId: `callback-${stageIds[0]}` });
  return getRequest(ctx, id);
};
