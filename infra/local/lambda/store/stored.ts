import type { ExecutionRecord, OperationRecord, Outcome, Timer, TimerKey } from "../machine/state.ts";
import type { Content } from "./content.ts";

/** An execution as its journal tells it, without its history. */
export type Stored = {
  readonly execution: ExecutionRecord;
  readonly operations: ReadonlyMap<string, OperationRecord>;
  readonly timers: ReadonlyMap<string, Timer>;
  readonly input: string;
  readonly outcome?: Outcome | undefined;
};

type Entry = Pick<Content, "execution" | "operations" | "timers" | "outcome">;

export const timerText = ({ kind, operationId }: TimerKey): string => `${kind} ${operationId}`;

/** The state after some more entries. The end of an execution silences its timers. */
export const advance = (stored: Stored, entries: readonly Entry[]): Stored => {
  const operations = new Map(stored.operations);
  const timers = new Map(stored.timers);
  let { execution, outcome } = stored;
  for (const entry of entries) {
    execution = entry.execution;
    outcome = entry.outcome ?? outcome;
    for (const operation of entry.operations) operations.set(operation.id, operation);
    for (const key of entry.timers.cleared) timers.delete(timerText(key));
    for (const timer of entry.timers.set) timers.set(timerText(timer), timer);
  }
  if (execution.status !== "RUNNING") timers.clear();
  return { execution, operations, timers, input: stored.input, outcome };
};

/** The state before the first entry of an execution with this input. */
export const emptyStored = (execution: ExecutionRecord, input: string): Stored => ({
  execution,
  operations: new Map(),
  timers: new Map(),
  input,
});

/** What a whole journal amounts to; undefined for an empty one. */
export const fold = (contents: readonly Content[]): Stored | undefined => {
  const [first] = contents;
  return first === undefined ? undefined : advance(emptyStored(first.execution, first.input ?? ""), contents);
};

/** When the first timer is due; undefined when there is none. */
export const firstTimer = ({ timers }: Stored): number | undefined =>
  timers.size === 0 ? undefined : Math.min(...[...timers.values()].map((timer) => timer.dueAt));
