import { functionArn } from "../protocol/arn.ts";
import { FaultError, serviceFault } from "../protocol/fault.ts";
import type { RuntimeCall, RuntimeOutcome } from "../runtime/index.ts";
import { functionError } from "./await-execution.ts";
import type { Reply, Service } from "./http-types.ts";
import type { Invocation } from "./invocation.ts";
import { openExecution } from "./open-execution.ts";

/** Calls a plain function and answers with what it returns. */
export const invokePlain = async (service: Service, invocation: Invocation): Promise<Reply> => {
  const headers = { "x-amz-executed-version": invocation.version };
  const { hosted, version, input } = invocation;
  const call = {
    functionName: hosted.name,
    requestId: service.newId(),
    event: JSON.parse(input) as unknown,
    functionArn: functionArn(service.place, hosted.name, version),
    timeoutSeconds: hosted.invocationTimeoutSeconds,
  };
  const outcome = await insist(service, version, call);
  switch (outcome.kind) {
    case "answered":
      return { status: 200, headers, body: JSON.stringify(outcome.output) ?? "null" };
    case "crashed":
      return functionError(outcome.error, headers);
    case "evicted":
      throw new FaultError(serviceFault);
  }
};

/** How often an invocation is made again that another one took down with its thread. */
const lostMax = 5;

const insist = async (service: Service, version: string, call: RuntimeCall): Promise<RuntimeOutcome> => {
  const runtime = service.versions.find(version)?.runtime;
  if (runtime === undefined) return { kind: "evicted" };
  let outcome = await runtime.invoke(call);
  for (let lost = 0; outcome.kind === "evicted" && lost < lostMax; lost += 1) {
    outcome = await runtime.invoke(call);
  }
  return outcome;
};

/** Keeps an asynchronous invocation of a plain function in the database until it has ended, like Lambda's queue. */
export const queuePlain = async (service: Service, invocation: Invocation): Promise<Reply> => {
  await openExecution(service, invocation);
  return { status: 202, headers: { "x-amz-executed-version": invocation.version } };
};
