import type { Incoming, Reply, Service } from "../http/http-types.ts";
import { accept } from "../http/reply.ts";
import { answerCallback, type CallbackAnswer } from "../machine/answer-callback.ts";
import { stopExecution } from "../machine/stop-execution.ts";
import { FaultError, invalidCallbackId, invalidParameter } from "../protocol/fault.ts";
import { callbackResultBytesMax } from "../protocol/limits.ts";
import { apply } from "../store/apply.ts";

/** Stops an execution, and shows it. */
export const stopAction = async ({ store }: Service, { parameters, body }: Incoming): Promise<Reply> => {
  const [executionId = ""] = parameters;
  const ErrorMessage = readForm(body).get("message") || "Stopped by hand";
  const error = { ErrorType: "Stopped", ErrorMessage };
  accept(await apply(store, { executionId, decide: (now, state) => stopExecution(now, state, error) }));
  return seeOther(`/executions/${executionId}`);
};

/** Answers a callback in place of the outside system, and shows its execution. */
export const callbackAction = async ({ store }: Service, { parameters, body }: Incoming): Promise<Reply> => {
  const [executionId = "", operationId = ""] = parameters;
  const answer = readAnswer(readForm(body));
  const applied = await apply(store, {
    executionId,
    decide: (now, state) => {
      const callbackId = state.operations.get(operationId)?.callbackId;
      if (callbackId === undefined) return { ok: false, fault: invalidCallbackId };
      return answerCallback(now, state, { callbackId, operationId, answer });
    },
  });
  accept(applied);
  return seeOther(`/executions/${executionId}#${operationId}`);
};

const readForm = (body: Buffer): URLSearchParams => {
  if (body.byteLength > 3 * callbackResultBytesMax) {
    throw new FaultError(invalidParameter(`The text must be at most ${callbackResultBytesMax} bytes.`));
  }
  return new URLSearchParams(body.toString("utf8"));
};

const readAnswer = (form: URLSearchParams): CallbackAnswer => {
  const text = form.get("text") ?? "";
  if (Buffer.byteLength(text) > callbackResultBytesMax) {
    throw new FaultError(invalidParameter(`The text must be at most ${callbackResultBytesMax} bytes.`));
  }
  switch (form.get("answer")) {
    case "success":
      return { kind: "success", result: text === "" ? undefined : text };
    case "failure":
      return { kind: "failure", error: { ErrorType: "Failed", ErrorMessage: text || "Failed by hand" } };
    case "heartbeat":
      return { kind: "heartbeat" };
    default:
      throw new FaultError(invalidParameter("The answer must be success, failure or heartbeat."));
  }
};

const seeOther = (location: string): Reply => ({ status: 303, headers: { location } });
