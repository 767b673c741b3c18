import { functionArn, type Place } from "../protocol/arn.ts";
import type { ErrorObject, InvocationOutcome } from "../protocol/types.ts";
import type { HostedFunction, LambdaContext } from "./functions.ts";

export type Call = {
  readonly hosted: HostedFunction;
  readonly version: string;
  readonly requestId: string;
  readonly event: unknown;
  readonly place: Place;
  readonly now: () => number;
};

/**
 * Calls a function once. It always settles: a throw becomes a crash, and so does a function that is
 * still running at its deadline; that one runs on, but what it writes later is refused.
 */
export const callHandler = async (call: Call): Promise<InvocationOutcome> => {
  const timeoutMs = call.hosted.invocationTimeoutSeconds * 1_000;
  const { promise: expired, resolve } = Promise.withResolvers<InvocationOutcome>();
  const timer = setTimeout(() => resolve({ kind: "crashed", error: timedOut(call) }), timeoutMs);
  try {
    return await Promise.race([answer(call, call.now() + timeoutMs), expired]);
  } finally {
    clearTimeout(timer);
  }
};

const answer = async (call: Call, deadline: number): Promise<InvocationOutcome> => {
  try {
    const output = await call.hosted.handler(call.event, createContext(call, deadline));
    return { kind: "answered", output };
  } catch (error) {
    return { kind: "crashed", error: toErrorObject(error) };
  }
};

const createContext = (call: Call, deadline: number): LambdaContext => ({
  functionName: call.hosted.name,
  functionVersion: call.version,
  invokedFunctionArn: functionArn(call.place, call.hosted.name, call.version),
  awsRequestId: call.requestId,
  memoryLimitInMB: "128",
  logGroupName: `/aws/lambda/${call.hosted.name}`,
  logStreamName: `local/[${call.version}]`,
  callbackWaitsForEmptyEventLoop: false,
  tenantId: undefined,
  getRemainingTimeInMillis: () => Math.max(0, deadline - call.now()),
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
});

const timedOut = (call: Call): ErrorObject => ({
  ErrorType: "Sandbox.Timedout",
  ErrorMessage: `RequestId: ${call.requestId} Error: Task timed out after ${call.hosted.invocationTimeoutSeconds.toFixed(2)} seconds`,
});

const toErrorObject = (error: unknown): ErrorObject =>
  error instanceof Error
    ? {
        ErrorType: error.name,
        ErrorMessage: error.message,
        StackTrace: (error.stack ?? "")
          .split("\n")
          .slice(1)
          .map((line) => line.trim()),
      }
    : { ErrorType: typeof error, ErrorMessage: String(error) };
