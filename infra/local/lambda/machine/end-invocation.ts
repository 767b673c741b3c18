import type { ErrorObject, InvocationOutcome } from "../protocol/types.ts";
import { operationsMax } from "../protocol/limits.ts";
import { closeExecution, invalidOutput } from "./close-execution.ts";
import { countedOperations } from "./counted-operations.ts";
import { addEvent, closeDraft, type Draft, openDraft, toSeconds } from "./draft.ts";
import { invocationBackoffMs, lostWorkerBackoffMs, plainAttemptsMax } from "./invocation-backoff.ts";
import { readOutput } from "./read-output.ts";
import { type Decision, type Invocation, type State, unchanged } from "./state.ts";

export type EndRequest = {
  readonly invocationId: string;
  /** Lost with its worker, or evicted from a thread that another function took down. */
  readonly outcome: InvocationOutcome | { readonly kind: "lost" } | { readonly kind: "evicted" };
};

const lostWorkerError: ErrorObject = {
  ErrorType: "Runtime.ExitError",
  ErrorMessage: "The worker ended before the function answered.",
};

/**
 * Ends an invocation by its answer, its crash, or the loss of its worker. The end of an invocation
 * that was superseded changes nothing; after the execution has closed only its history grows. An eviction is the
 * service's own affair: it is neither counted nor told, and the function is called again at once.
 */
export const endInvocation = (now: number, state: State, request: EndRequest): Decision<undefined> => {
  const invocation = state.execution.invocation;
  if (invocation?.id !== request.invocationId) return unchanged(undefined);
  const draft = openDraft(now, state);
  draft.execution = { ...draft.execution, invocation: undefined };
  const { outcome } = request;
  if (outcome.kind === "evicted") {
    evict(draft);
  } else if (outcome.kind === "answered") {
    recordEnd(draft, invocation, undefined);
    if (draft.execution.status === "RUNNING") settleAnswer(draft, invocation, outcome.output);
  } else {
    const error = outcome.kind === "lost" ? lostWorkerError : outcome.error;
    recordEnd(draft, invocation, error);
    if (draft.execution.status === "RUNNING") settleCrash(draft, error, outcome.kind === "lost");
  }
  return closeDraft(draft, undefined);
};

const recordEnd = (draft: Draft, invocation: Invocation, error: ErrorObject | undefined): void => {
  addEvent(draft, "InvocationCompleted", {
    StartTimestamp: toSeconds(invocation.startedAt),
    EndTimestamp: toSeconds(draft.now),
    RequestId: invocation.id,
    ...(error === undefined ? {} : { Error: { Payload: error, Truncated: false } }),
  });
};

const settleAnswer = (draft: Draft, invocation: Invocation, answer: unknown): void => {
  draft.execution = { ...draft.execution, attempts: 0 };
  if (!draft.execution.durable) return closeExecution(draft, "SUCCEEDED", { result: JSON.stringify(answer) });
  const output = readOutput(answer);
  switch (output.status) {
    case "SUCCEEDED":
      return closeExecution(draft, "SUCCEEDED", { result: output.result });
    case "FAILED":
      return closeExecution(draft, "FAILED", { error: output.error });
    case "INVALID":
      return closeExecution(draft, "FAILED", { error: invalidOutput(output.message) });
    case "PENDING":
      return suspend(draft, invocation);
  }
};

/**
 * Suspends until something pending moves. News that the function had no later turn to act upon calls
 * for one more invocation: it may have been on its way out when the news came.
 */
const suspend = (draft: Draft, invocation: Invocation): void => {
  const { pendingCount, sequence, seen } = draft.execution;
  const hasNews = sequence > seen || invocation.toldNews;
  if (hasNews) {
    draft.execution = { ...draft.execution, wantedAt: draft.now };
  } else if (pendingCount === 0) {
    const error = invalidOutput("Cannot return PENDING status with no pending operations.");
    closeExecution(draft, "FAILED", { error });
  }
};

const evict = (draft: Draft): void => {
  const { status, attempts } = draft.execution;
  if (status === "RUNNING") {
    draft.execution = { ...draft.execution, attempts: Math.max(0, attempts - 1), wantedAt: draft.now };
  }
};

const settleCrash = (draft: Draft, error: ErrorObject, isLost: boolean): void => {
  const { attempts, durable, parent } = draft.execution;
  // What is waited for fails at once, like a synchronous call; what was only queued is tried again.
  const attemptsMax = parent !== undefined && !isLost ? 1 : plainAttemptsMax;
  const isSpent = durable ? countedOperations(draft.execution) >= operationsMax : attempts >= attemptsMax;
  if (isSpent) return closeExecution(draft, "FAILED", { error });
  const delay = isLost ? lostWorkerBackoffMs(attempts) : invocationBackoffMs(attempts);
  const repetitions = (draft.execution.repetitions ?? 0) + 1;
  draft.execution = { ...draft.execution, repetitions, wantedAt: draft.now + delay };
};
