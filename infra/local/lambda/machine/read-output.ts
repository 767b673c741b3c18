import type { ErrorObject } from "../protocol/types.ts";

export type Output =
  | { readonly status: "SUCCEEDED"; readonly result: string | undefined }
  | { readonly status: "FAILED"; readonly error: ErrorObject | undefined }
  | { readonly status: "PENDING" }
  | { readonly status: "INVALID"; readonly message: string };

const invalidStatus = "Invalid Status in invocation output.";

/** Validates what a durable function returned, with the service's messages. */
export const readOutput = (answer: unknown): Output => {
  if (typeof answer !== "object" || answer === null) return invalid(invalidStatus);
  const { Status, Result, Error } = answer as { Status?: unknown; Result?: unknown; Error?: unknown };
  const hasError = Error !== undefined && Error !== null;
  const hasResult = Result !== undefined && Result !== null;
  if (Status === "SUCCEEDED") {
    if (hasError) return invalid("Cannot provide an Error for SUCCEEDED status.");
    if (hasResult && typeof Result !== "string") return invalid("Invalid Result in invocation output.");
    return { status: Status, result: typeof Result === "string" ? Result : undefined };
  }
  if (Status === "FAILED") {
    if (hasResult) return invalid("Cannot provide a Result for FAILED status.");
    return { status: Status, error: readError(Error) };
  }
  if (Status === "PENDING") {
    if (hasResult) return invalid("Cannot provide a Result for PENDING status.");
    if (hasError) return invalid("Cannot provide an Error for PENDING status.");
    return { status: Status };
  }
  return invalid(invalidStatus);
};

const invalid = (message: string): Output => ({ status: "INVALID", message });

const readError = (error: unknown): ErrorObject | undefined => {
  if (typeof error !== "object" || error === null) return undefined;
  const { ErrorMessage, ErrorType, ErrorData, StackTrace } = error as Record<string, unknown>;
  return {
    ErrorMessage: text(ErrorMessage),
    ErrorType: text(ErrorType),
    ErrorData: text(ErrorData),
    StackTrace: Array.isArray(StackTrace) ? StackTrace.map(String) : undefined,
  };
};

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
