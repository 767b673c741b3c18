import type { HistoryEvent } from "../protocol/types.ts";
import {
  type Accepted,
  type ExecutionRecord,
  isPending,
  type OperationRecord,
  type Outcome,
  type State,
  type Timer,
  type TimerKey,
  type TimerKind,
} from "./state.ts";

/** The working copy of one request. It is local to the request, so a refusal leaves nothing behind. */
export type Draft = {
  readonly now: number;
  execution: ExecutionRecord;
  outcome: Outcome | undefined;
  readonly operations: Map<string, OperationRecord>;
  readonly changed: Set<string>;
  readonly events: HistoryEvent[];
  readonly timersSet: Map<string, Timer>;
  readonly timersCleared: Map<string, TimerKey>;
};

export const openDraft = (now: number, state: State): Draft => ({
  now,
  execution: state.execution,
  outcome: undefined,
  operations: new Map(state.operations),
  changed: new Set(),
  events: [],
  timersSet: new Map(),
  timersCleared: new Map(),
});

/**
 * Ends a draft. An execution that has news for its function and no live invocation is wanted now,
 * unless a later moment is already set (the pause after a failed invocation).
 */
export const closeDraft = <Response>(draft: Draft, response: Response): Accepted<Response> => {
  const { execution } = draft;
  const hasNews = execution.sequence > execution.seen;
  const isIdle = execution.status === "RUNNING" && execution.invocation === undefined;
  const wantedAt = isIdle && hasNews ? (execution.wantedAt ?? draft.now) : execution.wantedAt;
  return {
    ok: true,
    response,
    changes: {
      execution: { ...execution, wantedAt, revision: execution.revision + 1 },
      operations: [...draft.changed].flatMap((id) => draft.operations.get(id) ?? []),
      outcome: draft.outcome,
    },
    events: draft.events,
    timers: { set: [...draft.timersSet.values()], cleared: [...draft.timersCleared.values()] },
  };
};

/** Puts an operation in its new shape, numbers the change and counts what is pending. */
export const putOperation = (draft: Draft, operation: Omit<OperationRecord, "sequence">): OperationRecord => {
  const before = draft.operations.get(operation.id);
  const sequence = draft.execution.sequence + 1;
  const after: OperationRecord = { ...operation, sequence };
  const pendingBefore = before !== undefined && isPending(before) ? 1 : 0;
  const pendingAfter = isPending(after) ? 1 : 0;
  draft.operations.set(after.id, after);
  draft.changed.add(after.id);
  draft.execution = {
    ...draft.execution,
    sequence,
    operationCount: draft.execution.operationCount + (before === undefined ? 1 : 0),
    pendingCount: draft.execution.pendingCount + pendingAfter - pendingBefore,
  };
  return after;
};

/** Adds the next entry of the history. */
export const addEvent = (
  draft: Draft,
  eventType: string,
  details: object,
  operation?: OperationRecord,
): void => {
  const eventId = draft.execution.eventCount + 1;
  const ofExecution = eventType.startsWith("Execution");
  draft.execution = { ...draft.execution, eventCount: eventId };
  const detailsKey: `${string}Details` = `${eventType}Details`;
  const event: HistoryEvent = {
    EventId: eventId,
    EventType: eventType,
    EventTimestamp: toSeconds(draft.now),
    Id: operation?.id ?? (ofExecution ? draft.execution.id : undefined),
    Name: operation?.name ?? (ofExecution ? draft.execution.name : undefined),
    ParentId: operation?.parentId,
    SubType: operation?.subType,
  };
  draft.events.push({ ...event, [detailsKey]: details });
};

export const setTimer = (draft: Draft, kind: TimerKind, operationId: string, dueAt: number): void => {
  draft.timersCleared.delete(`${kind} ${operationId}`);
  draft.timersSet.set(`${kind} ${operationId}`, { kind, operationId, dueAt });
};

export const clearTimer = (draft: Draft, kind: TimerKind, operationId: string): void => {
  draft.timersSet.delete(`${kind} ${operationId}`);
  draft.timersCleared.set(`${kind} ${operationId}`, { kind, operationId });
};

/** How long a number of seconds is for this execution, in milliseconds. */
export const scaledMs = ({ timeScale = 1 }: ExecutionRecord, seconds: number): number =>
  Math.ceil((seconds * 1_000) / timeScale);

/** REST responses and history carry epoch seconds with a fraction. */
export const toSeconds = (milliseconds: number): number => milliseconds / 1_000;
