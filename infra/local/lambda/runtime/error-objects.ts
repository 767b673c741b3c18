import type { ErrorObject } from "../protocol/types.ts";

/** What a function threw, as Lambda's Node runtime reports it. */
export const toErrorObject = (error: unknown): ErrorObject =>
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

/** A rejection that nobody handled, under the name that Lambda's Node runtime gives it. */
export const unhandledRejection = (reason: unknown): ErrorObject => ({
  ...toErrorObject(reason),
  ErrorType: "Runtime.UnhandledPromiseRejection",
  ErrorMessage: String(reason),
});

export const timedOut = (requestId: string, seconds: number): ErrorObject => ({
  ErrorType: "Sandbox.Timedout",
  ErrorMessage: `RequestId: ${requestId} Error: Task timed out after ${seconds.toFixed(2)} seconds`,
});

export const handlerNotFound = (functionName: string): ErrorObject => ({
  ErrorType: "Runtime.HandlerNotFound",
  ErrorMessage: `${functionName} is undefined or not exported`,
});

export const unableToStringify = (error: unknown): ErrorObject => ({
  ...toErrorObject(error),
  ErrorType: "Runtime.MarshalError",
  ErrorMessage: "Unable to stringify response body",
});

/** Why a thread ended: its code ended it, it held too much memory, or it did not answer. */
export type EndCause =
  | { readonly kind: "exit"; readonly status: number }
  | { readonly kind: "memory" }
  | { readonly kind: "silence" };

/**
 * The error of an invocation that took its thread down. Lambda names no error of its own for memory:
 * the kernel kills the process and all that is reported is its exit.
 */
export const exited = (requestId: string, cause: EndCause): ErrorObject => ({
  ErrorType: "Runtime.ExitError",
  ErrorMessage: `RequestId: ${requestId} Error: ${describe(cause)}`,
});

const describe = (cause: EndCause): string => {
  if (cause.kind !== "exit") return "Runtime exited with error: signal: killed";
  if (cause.status === 0) return "Runtime exited without providing a reason";
  return `Runtime exited with error: exit status ${cause.status}`;
};
