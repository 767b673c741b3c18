import { addEvent, closeDraft, openDraft, scaledMs, setTimer } from "./draft.ts";
import type { Accepted, ExecutionRecord, ParentReference } from "./state.ts";

export type StartRequest = {
  readonly id: string;
  readonly functionName: string;
  readonly version: string;
  readonly name: string;
  readonly durable: boolean;
  readonly input: string;
  readonly executionTimeoutSeconds: number;
  readonly timeScale?: number | undefined;
  readonly retentionDays: number;
  readonly parent?: ParentReference | undefined;
};

/** Code takes its real time however fast the timers run, so a timeout shrinks to this and no further. */
const scaledTimeoutMsMin = 60_000;

const timeoutMs = (execution: ExecutionRecord): number => {
  const { executionTimeoutSeconds: seconds } = execution;
  return Math.max(scaledMs(execution, seconds), Math.min(seconds * 1_000, scaledTimeoutMsMin));
};

/** The first state of an execution: wanted at once, with its timeout set. Whether its name is free, the store decides. */
export const startExecution = (now: number, request: StartRequest): Accepted<undefined> => {
  const { input, ...identity } = request;
  const execution: ExecutionRecord = {
    ...identity,
    startedAt: now,
    status: "RUNNING",
    revision: 0,
    sequence: 0,
    seen: 0,
    eventCount: 0,
    operationCount: 1,
    pendingCount: 0,
    storedBytes: Buffer.byteLength(input),
    attempts: 0,
    wantedAt: now,
  };
  const draft = openDraft(now, { execution, operations: new Map() });
  addEvent(draft, "ExecutionStarted", {
    Input: { Payload: input, Truncated: false },
    ExecutionTimeout: request.executionTimeoutSeconds,
  });
  setTimer(draft, "execution-timeout", "", now + timeoutMs(execution));
  return closeDraft(draft, undefined);
};
