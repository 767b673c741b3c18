import type { Accepted, Changes } from "../machine/state.ts";
import { type Content, encodeContent } from "./content.ts";
import { firstTimer, type Stored, timerText } from "./stored.ts";

/** One execution's changes on their way to the database. */
export type Write = {
  readonly content: Content;
  /** The state that they were decided on; null for an execution that begins. */
  readonly before: Stored | null;
  /** The state that they lead to. */
  readonly stored: Stored;
  readonly payloadHash?: Buffer | undefined;
};

type Step = Pick<Accepted<unknown>, "events" | "timers"> & { readonly changes: Changes };

/** Several decisions, each made on the state that the one before led to, as one change. */
export const merge = (steps: readonly [Step, ...Step[]]): Content => {
  const last = steps.at(-1) ?? steps[0];
  const operations = new Map(
    steps.flatMap(({ changes }) => changes.operations.map((operation) => [operation.id, operation])),
  );
  const set = new Map<string, Content["timers"]["set"][number]>();
  const cleared = new Map<string, Content["timers"]["cleared"][number]>();
  for (const { timers } of steps) {
    for (const key of timers.cleared) {
      set.delete(timerText(key));
      cleared.set(timerText(key), key);
    }
    for (const timer of timers.set) {
      cleared.delete(timerText(timer));
      set.set(timerText(timer), timer);
    }
  }
  return {
    execution: last.changes.execution,
    operations: [...operations.values()],
    events: steps.flatMap(({ events }) => events),
    timers: { set: [...set.values()], cleared: [...cleared.values()] },
    outcome: steps.findLast(({ changes }) => changes.outcome !== undefined)?.changes.outcome,
  };
};

const beforeFirst = { execution: undefined, operations: new Map() };
const dayMs = 24 * 60 * 60 * 1_000;

export type Row = ReturnType<typeof toRow>;

/** The row by which a write reaches the database; the journal's entry goes as base64 inside of JSON. */
export const toRow = ({ content, before, stored, payloadHash }: Write) => {
  const { execution } = content;
  const { endedAt } = execution;
  return {
    id: execution.id,
    function_name: execution.functionName,
    version: execution.version,
    name: execution.name,
    durable: execution.durable,
    payload_hash: payloadHash?.toString("base64") ?? null,
    started_at: execution.startedAt,
    status: execution.status,
    ended_at: endedAt ?? null,
    retain_until: endedAt === undefined ? null : endedAt + execution.retentionDays * dayMs,
    wanted_at: execution.wantedAt ?? null,
    timer_at: firstTimer(stored) ?? null,
    worker: execution.invocation?.worker ?? null,
    expected: before?.execution.revision ?? null,
    revision: execution.revision,
    body: encodeContent(content, before ?? beforeFirst).toString("base64"),
  };
};
