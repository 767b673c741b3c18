import { serviceFault, unknownExecution, FaultError } from "../protocol/fault.ts";
import type { ErrorObject } from "../protocol/types.ts";
import type { Stored } from "../store/stored.ts";
import type { Reply, Service } from "./http-types.ts";

/** Another process may close the execution without telling this one. */
const lookAgainMs = 1_000;

export type Awaited = {
  readonly executionId: string;
  /** It has only just begun: there is no need to look whether it has closed. */
  readonly isNew: boolean;
  readonly headers: Readonly<Record<string, string>>;
};

/** Answers when the execution has closed, with its result or its error. */
export const awaitExecution = async (
  service: Service,
  target: Awaited,
  signal: AbortSignal,
): Promise<Reply> => {
  const { executionId, headers } = target;
  let looks = !target.isNew;
  while (!signal.aborted) {
    const closing = service.closings.next(executionId, signal, lookAgainMs);
    const stored = looks ? await service.store.load(executionId) : undefined;
    if (looks && stored === undefined) throw new FaultError(unknownExecution);
    if (stored !== undefined && stored.execution.status !== "RUNNING") return present(stored, headers);
    const closed = await closing;
    if (closed !== undefined) return present(closed, headers);
    looks = true;
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
