import { isPending, type OperationRecord } from "../../../../infra/local/lambda/machine/state.ts";
import type { HistoryEvent } from "../../../../infra/local/lambda/protocol/types.ts";
import { type Stored, timerText } from "../../../../infra/local/lambda/store/stored.ts";

/** One write as it became durable. */
export type Written = {
  readonly before: Stored | undefined;
  readonly after: Stored;
  readonly events: readonly HistoryEvent[];
};

/** Answers what is wrong, or nothing. */
type Invariant = (written: Written) => string | undefined;

const ended = new Set(["SUCCEEDED", "FAILED", "CANCELLED", "TIMED_OUT", "STOPPED"]);
export const hasEnded = ({ status }: OperationRecord): boolean => ended.has(status);

/** What was told to callers as the end must stay the end. */
const aClosedExecutionStaysAsItIs: Invariant = ({ before, after }) => {
  if (before === undefined || before.execution.status === "RUNNING") return undefined;
  const { status, endedAt } = before.execution;
  const isSame =
    after.execution.status === status &&
    after.execution.endedAt === endedAt &&
    after.outcome === before.outcome;
  return isSame ? undefined : `${status} became ${after.execution.status}`;
};

const anOutcomeIsThereExactlyAtTheEnd: Invariant = ({ after }) =>
  (after.outcome !== undefined) === (after.execution.status !== "RUNNING")
    ? undefined
    : after.execution.status;

/** Paging and readers rely on it. */
const eventsAreNumberedWithoutAGap: Invariant = ({ before, after, events }) => {
  const first = (before?.execution.eventCount ?? 0) + 1;
  const wrong = events.findIndex((event, index) => event.EventId !== first + index);
  if (wrong >= 0) return `event ${events[wrong]?.EventId} at place ${first + wrong}`;
  return after.execution.eventCount === first + events.length - 1
    ? undefined
    : `${after.execution.eventCount} events are counted`;
};

const operationsAreCounted: Invariant = ({ after }) =>
  after.execution.operationCount === after.operations.size + 1
    ? undefined
    : `${after.execution.operationCount} for ${after.operations.size} and the execution`;

/** A wrong count ends executions that wait, or lets wait for ever what nothing will wake. */
const whatIsPendingIsCounted: Invariant = ({ after }) => {
  let pending = 0;
  for (const operation of after.operations.values()) if (isPending(operation)) pending += 1;
  return after.execution.pendingCount === pending
    ? undefined
    : `${after.execution.pendingCount} counted, ${pending} pending`;
};

/** The function is told what changed by these numbers. */
const changesAreNumberedUpwards: Invariant = ({ before, after }) => {
  const from = before?.execution.sequence ?? 0;
  const to = after.execution.sequence;
  if (to < from || after.execution.seen > to) return `${from} to ${to}, seen ${after.execution.seen}`;
  const numbers = new Set<number>();
  for (const operation of after.operations.values()) {
    const known = before?.operations.get(operation.id);
    if (operation === known) continue;
    const { sequence } = operation;
    if (sequence <= from || sequence > to || numbers.has(sequence)) return `${operation.id} is ${sequence}`;
    numbers.add(sequence);
  }
  return undefined;
};

/** Of two that end the same operation, the second must lose. */
const anEndedOperationNeverChanges: Invariant = ({ before, after }) => {
  for (const operation of before?.operations.values() ?? []) {
    if (hasEnded(operation) && after.operations.get(operation.id) !== operation) {
      return `${operation.id} was ${operation.status} and is ${after.operations.get(operation.id)?.status}`;
    }
  }
  return undefined;
};

const expectedTimers = (operation: OperationRecord): readonly string[] => {
  if (operation.type === "WAIT" && operation.status === "STARTED") return ["wait"];
  if (operation.type === "STEP" && operation.status === "PENDING") return ["retry"];
  return [];
};

const allowedTimers: Readonly<Record<string, readonly string[]>> = {
  WAIT: ["wait"],
  STEP: ["retry"],
  CALLBACK: ["callback-timeout", "callback-heartbeat"],
  CHAINED_INVOKE: ["chained-invoke"],
};

/** What waits for a moment is woken then, and nothing is woken that has moved on. */
const timersFitTheirOperations: Invariant = ({ after }) => {
  const { execution, operations, timers } = after;
  if (execution.status !== "RUNNING") return timers.size === 0 ? undefined : "a closed execution has timers";
  if (!timers.has(timerText({ kind: "execution-timeout", operationId: "" }))) return "no execution timeout";
  for (const timer of timers.values()) {
    if (timer.kind === "execution-timeout") continue;
    const operation = operations.get(timer.operationId);
    const fits =
      operation !== undefined &&
      isPending(operation) &&
      (allowedTimers[operation.type] ?? []).includes(timer.kind);
    if (!fits) return `${timer.kind} for ${operation?.type} ${operation?.status}`;
  }
  for (const operation of operations.values()) {
    for (const kind of expectedTimers(operation)) {
      if (!timers.has(`${kind} ${operation.id}`)) return `no ${kind} for ${operation.id}`;
    }
  }
  return undefined;
};

/** Else nothing would ever call the function again. */
const aRunningExecutionIsNeverStuck: Invariant = ({ after }) => {
  const { status, wantedAt, invocation, pendingCount } = after.execution;
  const moves = wantedAt !== undefined || invocation !== undefined || pendingCount > 0;
  return status !== "RUNNING" || moves ? undefined : "nothing will move it";
};

/** Else a callback that was answered is never acted upon. */
const aSuspendedFunctionHasBeenToldEverything: Invariant = ({ after }) => {
  const { status, wantedAt, invocation, sequence, seen } = after.execution;
  const isSuspended = status === "RUNNING" && wantedAt === undefined && invocation === undefined;
  return isSuspended && sequence !== seen ? `seen ${seen} of ${sequence}` : undefined;
};

const everyWriteMovesTheRevision: Invariant = ({ before, after }) =>
  after.execution.revision > (before?.execution.revision ?? 0) ? undefined : `${after.execution.revision}`;

/** Backoff, and the end of plain functions, hang on it. */
const anAttemptIsCountedBeforeItRuns: Invariant = ({ after }) =>
  after.execution.invocation === undefined || after.execution.attempts >= 1 ? undefined : "not counted";

const terminalEvents =
  /^(WaitSucceeded|ContextSucceeded|ContextFailed|Callback(?!Started)\w+|ChainedInvoke(?!Started)\w+)$/;

/** An ending that is told twice would be two endings to whoever reads the history. */
const eachOperationEndsOnceInTheHistory = ({ before, after, events }: Written): string | undefined => {
  const told = new Map<string, number>();
  for (const event of events) {
    if (!isEnding(event)) continue;
    told.set(event.Id ?? "", (told.get(event.Id ?? "") ?? 0) + 1);
  }
  for (const operation of after.operations.values()) {
    const known = before?.operations.get(operation.id);
    const endsNow = hasEnded(operation) && (known === undefined || !hasEnded(known));
    const times = told.get(operation.id) ?? 0;
    if (times !== (endsNow ? 1 : 0)) return `${operation.id} (${operation.status}): ${times} times`;
  }
  return undefined;
};

const isEnding = (event: HistoryEvent): boolean => {
  if (terminalEvents.test(event.EventType)) return true;
  if (event.EventType !== "StepSucceeded" && event.EventType !== "StepFailed") return false;
  const details = event[`${event.EventType}Details`] as {
    RetryDetails?: { NextAttemptDelaySeconds?: number };
  };
  return details.RetryDetails?.NextAttemptDelaySeconds === undefined;
};

const invariants: Readonly<Record<string, Invariant>> = {
  aClosedExecutionStaysAsItIs,
  anOutcomeIsThereExactlyAtTheEnd,
  eventsAreNumberedWithoutAGap,
  operationsAreCounted,
  whatIsPendingIsCounted,
  changesAreNumberedUpwards,
  anEndedOperationNeverChanges,
  timersFitTheirOperations,
  aRunningExecutionIsNeverStuck,
  aSuspendedFunctionHasBeenToldEverything,
  everyWriteMovesTheRevision,
  anAttemptIsCountedBeforeItRuns,
  eachOperationEndsOnceInTheHistory,
};

/** What a simulation found. */
export class Violation extends Error {}

/** Throws a Violation for a write that must not be. */
export const checkWrite = (written: Written): void => {
  for (const [name, invariant] of Object.entries(invariants)) {
    const wrong = invariant(written);
    if (wrong !== undefined) throw new Violation(`${name}: ${wrong}`);
  }
};
