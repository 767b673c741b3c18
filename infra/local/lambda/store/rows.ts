import type {
  Accepted,
  Changes,
  ExecutionRecord,
  OperationRecord,
  Timer,
  TimerKey,
  TimerKind,
} from "../machine/state.ts";

/** Rows that carry one whole record each as JSON text. */
export type BodyRow = { readonly body: string };

export type Lease = { readonly owner: number; readonly until: number };

/** One execution's changes on their way to the database. */
export type Write = {
  readonly changes: Changes;
  readonly events: Accepted<unknown>["events"];
  readonly timers: Accepted<unknown>["timers"];
  /** Set by the write that begins an invocation. */
  readonly lease?: Lease | undefined;
};

const dayMs = 24 * 60 * 60 * 1_000;

export const readExecution = (row: BodyRow): ExecutionRecord => JSON.parse(row.body) as ExecutionRecord;

export const readOperation = (row: BodyRow): OperationRecord => JSON.parse(row.body) as OperationRecord;

export const readTimer = (row: { kind: string; operation_id: string; due_ms: number }): Timer => ({
  kind: row.kind as TimerKind,
  operationId: row.operation_id,
  dueAt: row.due_ms,
});

/** Times go to the database as text; `Invalid Date` is impossible because every time comes from a clock or a sum. */
export const toTimestamp = (milliseconds: number | undefined): string | null =>
  milliseconds === undefined ? null : new Date(milliseconds).toISOString();

/** JSON escapes NUL and lone surrogates in the inner text, so Postgres can keep it as plain text. */
export const executionRow = (write: Write) => {
  const { execution, outcome } = write.changes;
  const { endedAt } = execution;
  const retainUntil = endedAt === undefined ? undefined : endedAt + execution.retentionDays * dayMs;
  return {
    id: execution.id,
    expected: execution.revision - 1,
    status: execution.status,
    seen: execution.seen,
    wanted_at: toTimestamp(execution.wantedAt),
    retain_until: toTimestamp(retainUntil),
    invocation_id: execution.invocation?.id ?? null,
    lease_owner: write.lease?.owner ?? null,
    lease_until: toTimestamp(write.lease?.until),
    outcome: outcome === undefined ? null : JSON.stringify(outcome),
    body: JSON.stringify(execution),
  };
};

export const operationRows = (write: Write) =>
  write.changes.operations.map((operation) => ({
    execution_id: write.changes.execution.id,
    id: operation.id,
    position: operation.position,
    sequence: operation.sequence,
    ancestors: `{${operation.ancestors.join(",")}}`,
    prunes: prunes(operation),
    body: JSON.stringify(operation),
  }));

export const eventRows = (write: Write) =>
  write.events.map((event) => ({
    execution_id: write.changes.execution.id,
    id: event.EventId,
    body: JSON.stringify(event),
  }));

export const timerRows = (write: Write) =>
  write.timers.set.map((timer) => ({ ...timerKey(write, timer), due_at: toTimestamp(timer.dueAt) }));

export const clearedRows = (write: Write) => write.timers.cleared.map((key) => timerKey(write, key));

const timerKey = (write: Write, key: TimerKey) => ({
  execution_id: write.changes.execution.id,
  kind: key.kind,
  operation_id: key.operationId,
});

const prunes = (operation: OperationRecord): boolean =>
  operation.type === "CONTEXT" && operation.status !== "STARTED" && operation.replayChildren !== true;
