/** An error answer of the service: its modelled name, HTTP status and message. */
export type Fault = { readonly name: string; readonly status: number; readonly message: string };

export const fault = (name: string, status: number, message: string): Fault => ({ name, status, message });

export const invalidParameter = (message: string): Fault =>
  fault("InvalidParameterValueException", 400, message);

/** A value that breaks a length, range or pattern; worded as AWS's request validation words it. */
export const invalidValue = (field: string, constraint: string): Fault =>
  fault(
    "ValidationException",
    400,
    `1 validation error detected: Value at '${field}' failed to satisfy constraint: ${constraint}`,
  );

export const notFound = (message: string): Fault => fault("ResourceNotFoundException", 404, message);

export const tooLarge = (message: string): Fault => fault("RequestTooLargeException", 413, message);

/** AWS words it so when an account's concurrency is used up. */
export const tooManyRequests: Fault = fault("TooManyRequestsException", 429, "Rate Exceeded.");

/** AWS writes this text in lower case; SDK 2.4.0 expects another case, which its client wrapper repairs. */
export const staleToken: Fault = invalidParameter("Invalid checkpoint token");

export const foreignToken: Fault = invalidParameter(
  "Checkpoint token is not valid for the durable execution ARN",
);

export const unknownExecution: Fault = notFound("Durable Execution does not exist");

export const invalidCallbackId: Fault = invalidParameter("Invalid callback id");

export const callbackClosed: Fault = fault(
  "CallbackTimeoutException",
  400,
  "The callback is either timed out or already completed",
);

export const unqualifiedDurable: Fault = invalidParameter(
  "You cannot invoke a durable function using an unqualified ARN.",
);

export const invalidMarker: Fault = invalidParameter("Invalid Marker");

export const serviceFault: Fault = fault("ServiceException", 500, "The service could not serve the request.");

/** Carries a fault through code that has no other way to answer. */
export class FaultError extends Error {
  readonly fault: Fault;

  constructor(cause: Fault) {
    super(cause.message);
    this.name = "FaultError";
    this.fault = cause;
  }
}
