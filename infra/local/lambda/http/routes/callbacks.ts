import { answerCallback, type CallbackAnswer } from "../../machine/answer-callback.ts";
import { FaultError, invalidCallbackId, invalidParameter } from "../../protocol/fault.ts";
import { parseCallbackId } from "../../protocol/callback-id.ts";
import { callbackErrorBytesMax, callbackResultBytesMax } from "../../protocol/limits.ts";
import { parseErrorObject } from "../../protocol/parse-updates.ts";
import { apply } from "../../store/apply.ts";
import type { Incoming, Reply, Service } from "../http-types.ts";
import { readJson } from "../read-request.ts";
import { json } from "../reply.ts";

/** SendDurableExecutionCallbackSuccess; the body is the result as it is, and may be empty. */
export const succeedCallbackRoute = async (service: Service, incoming: Incoming): Promise<Reply> => {
  if (incoming.body.byteLength > callbackResultBytesMax) {
    const limit = `less than or equal to ${callbackResultBytesMax} bytes`;
    throw new FaultError(invalidParameter(`Callback result size must be ${limit}.`));
  }
  const result = incoming.body.byteLength === 0 ? undefined : incoming.body.toString("utf8");
  return answer(service, incoming, { kind: "success", result });
};

/** SendDurableExecutionCallbackFailure. */
export const failCallbackRoute = async (service: Service, incoming: Incoming): Promise<Reply> => {
  const parsed = parseErrorObject(readJson(incoming.body));
  if (!parsed.ok) throw new FaultError(parsed.fault);
  if (Buffer.byteLength(JSON.stringify(parsed.value)) > callbackErrorBytesMax) {
    const limit = `less than or equal to ${callbackErrorBytesMax} bytes`;
    throw new FaultError(invalidParameter(`Error object size must be ${limit}.`));
  }
  return answer(service, incoming, { kind: "failure", error: parsed.value });
};

/** SendDurableExecutionCallbackHeartbeat. */
export const heartbeatCallbackRoute = (service: Service, incoming: Incoming): Promise<Reply> =>
  answer(service, incoming, { kind: "heartbeat" });

const answer = async (service: Service, incoming: Incoming, given: CallbackAnswer): Promise<Reply> => {
  const callbackId = incoming.parameters[0] ?? "";
  const reference = parseCallbackId(callbackId);
  if (reference === undefined) throw new FaultError(invalidCallbackId);
  const { executionId, operationId } = reference;
  const applied = await apply(service.store, {
    executionId,
    decide: (now, state) => answerCallback(now, state, { callbackId, operationId, answer: given }),
  });
  if (!applied.ok) throw new FaultError(applied.fault.status === 404 ? invalidCallbackId : applied.fault);
  return json(200, {});
};
