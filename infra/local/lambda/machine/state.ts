import type { Fault } from "../protocol/fault.ts";
import type {
  ErrorObject,
  ExecutionStatus,
  HistoryEvent,
  OperationStatus,
  OperationType,
} from "../protocol/types.ts";

/** The one invocation that may write to its execution. */
export type Invocation = {
  readonly id: string;
  readonly startedAt: number;
  /** The worker that runs it, for whoever has to clean up after that one. */
  readonly worker?: number | undefined;
  /** Turn of the token that the next checkpoint must bring. */
  readonly turn: number;
  /** Digest of the last checkpoint's client token, and what was seen before it, so that it can be answered again. */
  readonly clientToken?: string | undefined;
  readonly seenBefore: number;
  /** Whether the last answer told of a change that came from outside this invocation. */
  readonly toldNews: boolean;
};

export type ParentReference = { readonly executionId: string; readonly operationId: string };

/** The execution that a chained invocation starts. */
export type Child = {
  readonly executionId: string;
  readonly arn: string;
  readonly functionName: string;
  readonly version: string;
  readonly durable: boolean;
  readonly executionTimeoutSeconds: number;
  readonly retentionDays: number;
  readonly input: string;
};

/** What a chained invocation is to start, or why its target cannot be invoked. */
export type ChildPlan =
  | { readonly ok: true; readonly child: Omit<Child, "input"> }
  | { readonly ok: false; readonly error: ErrorObject };

/** A durable execution without its payloads. Times are epoch milliseconds. */
export type ExecutionRecord = {
  readonly id: string;
  readonly functionName: string;
  readonly version: string;
  readonly name: string;
  /** False for an asynchronous invocation of a plain function, which is kept only until it ends. */
  readonly durable: boolean;
  /** The chained invocation that started it and is to be told its end. */
  readonly parent?: ParentReference | undefined;
  readonly executionTimeoutSeconds: number;
  /** How many times faster than they say its timers run; 1 when absent. */
  readonly timeScale?: number | undefined;
  readonly retentionDays: number;
  readonly startedAt: number;
  readonly status: ExecutionStatus;
  readonly endedAt?: number | undefined;
  /** Raised by every write; a write names the revision that it was decided on. */
  readonly revision: number;
  /** Number of the last change to an operation, and of the last change the function has been told of. */
  readonly sequence: number;
  readonly seen: number;
  readonly eventCount: number;
  readonly operationCount: number;
  /** Repetitions of failed invocations, each of which counts as an operation; none when absent. */
  readonly repetitions?: number | undefined;
  readonly pendingCount: number;
  readonly storedBytes: number;
  /** Invocations begun since one last answered; raised before the function runs. */
  readonly attempts: number;
  /** When the function is to be invoked next; absent while nothing calls for it. */
  readonly wantedAt?: number | undefined;
  readonly invocation?: Invocation | undefined;
};

export type OperationRecord = {
  readonly id: string;
  readonly parentId?: string | undefined;
  /** The contexts that the operation is in, outermost first. */
  readonly ancestors: readonly string[];
  readonly position: number;
  readonly sequence: number;
  readonly type: OperationType;
  readonly subType?: string | undefined;
  readonly name?: string | undefined;
  readonly status: OperationStatus;
  readonly startedAt: number;
  readonly endedAt?: number | undefined;
  readonly result?: string | undefined;
  readonly error?: ErrorObject | undefined;
  readonly attempt?: number | undefined;
  readonly nextAttemptAt?: number | undefined;
  readonly scheduledEndAt?: number | undefined;
  readonly durationSeconds?: number | undefined;
  readonly callbackId?: string | undefined;
  readonly child?: Child | undefined;
  readonly heartbeatTimeoutSeconds?: number | undefined;
  readonly replayChildren?: boolean | undefined;
};

export type TimerKind =
  | "wait"
  | "retry"
  | "callback-timeout"
  | "callback-heartbeat"
  | "execution-timeout"
  /** Stands from the moment an execution is to be started until it is there. */
  | "chained-invoke";
export type TimerKey = { readonly kind: TimerKind; readonly operationId: string };
export type Timer = TimerKey & { readonly dueAt: number };

/** How a closed execution ended. */
export type Outcome = { readonly result?: string | undefined; readonly error?: ErrorObject | undefined };

/** What a request needs to know: the execution and those of its operations that the request touches. */
export type State = {
  readonly execution: ExecutionRecord;
  readonly operations: ReadonlyMap<string, OperationRecord>;
};

/** Everything that a request changes. It is written in one statement or not at all. */
export type Changes = {
  readonly execution: ExecutionRecord;
  readonly operations: readonly OperationRecord[];
  readonly outcome?: Outcome | undefined;
};

export type TimerChanges = { readonly set: readonly Timer[]; readonly cleared: readonly TimerKey[] };

export type Accepted<Response> = {
  readonly ok: true;
  readonly response: Response;
  /** Absent when the request changes nothing. */
  readonly changes?: Changes | undefined;
  readonly events: readonly HistoryEvent[];
  readonly timers: TimerChanges;
};

export type Refused = { readonly ok: false; readonly fault: Fault };

export type Decision<Response> = Accepted<Response> | Refused;

/** Whether something other than the function will move the operation on. */
export const isPending = (operation: OperationRecord): boolean =>
  operation.type === "STEP"
    ? operation.status === "PENDING"
    : operation.status === "STARTED" && operation.type !== "CONTEXT" && operation.type !== "EXECUTION";

export const refuse = (fault: Fault): Refused => ({ ok: false, fault });

export const unchanged = <Response>(response: Response): Accepted<Response> => ({
  ok: true,
  response,
  events: [],
  timers: { set: [], cleared: [] },
});
