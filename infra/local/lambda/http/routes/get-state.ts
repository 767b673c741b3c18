import { asSeconds } from "../../protocol/present.ts";
import { readState } from "../../verbs/read-state.ts";
import type { Incoming, Reply, Service } from "../http-types.ts";
import { readExecutionArn, readMaxItems } from "../read-request.ts";
import { json } from "../reply.ts";

/** GetDurableExecutionState. */
export const getStateRoute = async ({ store }: Service, incoming: Incoming): Promise<Reply> => {
  const request = {
    reference: readExecutionArn(incoming),
    items: readMaxItems(incoming.query),
    token: incoming.query.get("CheckpointToken") ?? "",
    marker: incoming.query.get("Marker") ?? undefined,
  };
  return json(200, await readState(store, request, asSeconds));
};
