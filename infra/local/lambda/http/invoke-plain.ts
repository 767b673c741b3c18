import { callHandler } from "../worker/call-handler.ts";
import { functionError } from "./await-execution.ts";
import type { Reply, Service } from "./http-types.ts";
import type { Invocation } from "./invocation.ts";
import { openExecution } from "./open-execution.ts";

/** Calls a plain function and answers with what it returns. */
export const invokePlain = async (service: Service, invocation: Invocation): Promise<Reply> => {
  const headers = { "x-amz-executed-version": invocation.version };
  const outcome = await callHandler({
    hosted: invocation.hosted,
    version: invocation.version,
    requestId: service.newId(),
    event: JSON.parse(invocation.input),
    place: service.place,
    now: service.store.now,
  });
  return outcome.kind === "answered"
    ? { status: 200, headers, body: JSON.stringify(outcome.output) ?? "null" }
    : functionError(outcome.error, headers);
};

/** Keeps an asynchronous invocation of a plain function in the database until it has ended, like Lambda's queue. */
export const queuePlain = async (service: Service, invocation: Invocation): Promise<Reply> => {
  await openExecution(service, invocation);
  return { status: 202, headers: { "x-amz-executed-version": invocation.version } };
};
