/** The Lambda service's own words. Times are epoch milliseconds until they are presented to a caller. */

export type OperationType = "EXECUTION" | "CONTEXT" | "STEP" | "WAIT" | "CALLBACK" | "CHAINED_INVOKE";
export type OperationAction = "START" | "SUCCEED" | "FAIL" | "RETRY" | "CANCEL";
export type OperationStatus =
  | "STARTED"
  | "PENDING"
  | "READY"
  | "SUCCEEDED"
  | "FAILED"
  | "CANCELLED"
  | "TIMED_OUT"
  | "STOPPED";
export type ExecutionStatus = "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "STOPPED";

export type ErrorObject = {
  readonly ErrorMessage?: string | undefined;
  readonly ErrorType?: string | undefined;
  readonly ErrorData?: string | undefined;
  readonly StackTrace?: readonly string[] | undefined;
};

/** One change that a function reports in a checkpoint. */
export type OperationUpdate = {
  readonly Id: string;
  readonly Type: OperationType;
  readonly Action: OperationAction;
  readonly ParentId?: string | undefined;
  readonly Name?: string | undefined;
  readonly SubType?: string | undefined;
  readonly Payload?: string | undefined;
  readonly Error?: ErrorObject | undefined;
  readonly ContextOptions?: { readonly ReplayChildren?: boolean | undefined } | undefined;
  readonly StepOptions?: { readonly NextAttemptDelaySeconds?: number | undefined } | undefined;
  readonly WaitOptions?: { readonly WaitSeconds?: number | undefined } | undefined;
  readonly CallbackOptions?:
    | { readonly TimeoutSeconds?: number | undefined; readonly HeartbeatTimeoutSeconds?: number | undefined }
    | undefined;
  readonly ChainedInvokeOptions?:
    | { readonly FunctionName: string; readonly TenantId?: string | undefined }
    | undefined;
};

/** What a function answered to one invocation, or how the invocation ended without an answer. */
export type InvocationOutcome =
  | { readonly kind: "answered"; readonly output: unknown }
  | { readonly kind: "crashed"; readonly error: ErrorObject };

/** One entry of an execution's history in wire form; its times are epoch seconds. */
export type HistoryEvent = {
  readonly EventId: number;
  readonly EventType: string;
  readonly EventTimestamp: number;
  readonly Id?: string | undefined;
  readonly Name?: string | undefined;
  readonly ParentId?: string | undefined;
  readonly SubType?: string | undefined;
  /** One member named after the type, such as `StepStartedDetails`. */
  readonly [details: `${string}Details`]: object;
};
