import { serviceFault, unknownExecution, FaultError } from "../protocol/fault.ts";
import type { ErrorObject } from "../protocol/types.ts";
import type { Stored } from "../store/stored.ts";
import type { Reply, Service } from "./http-types.ts";

/** Another process may close the execution without telling this one. */
const lookAgainMs = 1_000;

/** Answers when the execution has closed, with its result or its error. */
export const awaitExecution = async (
  service: Service,
  target: { readonly executionId: string; readonly headers: Readonly<Record<string, string>> },
  signal: AbortSignal,
): Promise<Reply> => {
  while (!signal.aborted) {
    const closing = service.closings.next(target.executionId, signal, lookAgainMs);
    const stored = await service.store.load(target.executionId);
    if (stored === undefined) throw new FaultError(unknownExecution);
    if (stored.execution.status !== "RUNNING") return present(stored, target.headers);
    await closing;
  }
  throw new FaultError(serviceFault);
};

const present = ({ execution, outcome }: Stored, headers: Readonly<Record<string, string>>): Reply =>
  execution.status === "SUCCEEDED"
    ? { status: 200, headers, body: outcome?.result ?? "null" }
    : functionError(outcome?.error ?? {}, headers);

/** A function's own failure is an answer of status 200 that says so in a header. */
export const functionError = (error: ErrorObject, headers: Readonly<Record<string, string>>): Reply => ({
  status: 200,
  headers: { ...headers, "x-amz-function-error": "Unhandled" },
  body: JSON.stringify({
    errorType: error.ErrorType,
    errorMessage: error.ErrorMessage,
    errorData: error.ErrorData,
    stackTrace: error.StackTrace,
  }),
});
