import { asSeconds } from "../../protocol/present.ts";
import { checkpointExecution } from "../../verbs/checkpoint-execution.ts";
import type { Incoming, Reply, Service } from "../http-types.ts";
import { readExecutionArn, readJson } from "../read-request.ts";
import { json } from "../reply.ts";

/** CheckpointDurableExecution. */
export const checkpointRoute = async (service: Service, incoming: Incoming): Promise<Reply> => {
  const request = { reference: readExecutionArn(incoming), body: readJson(incoming.body) };
  return json(200, await checkpointExecution(service, request, asSeconds));
};
