import type { OperationRecord } from "../machine/state.ts";
import type { HistoryEvent } from "../protocol/types.ts";
import type { Stored } from "../store/stored.ts";

/** A stretch of time as percents of the whole. */
export type Stretch = { readonly left: number; readonly width: number };

/** What a bar looks like: done, failed, at work, or waiting for a moment or for somebody. */
export type Look = "done" | "failed" | "busy" | "waiting";

export type Row = Stretch & {
  readonly operation: OperationRecord;
  /** How many contexts it is in. */
  readonly depth: number;
  readonly look: Look;
  /** When attempts ended that were not the last, in percent. */
  readonly retries: readonly number[];
  readonly milliseconds: number;
};

export type Timeline = {
  readonly milliseconds: number;
  readonly invocations: readonly Stretch[];
  /** In the order in which they began, each context before what is in it. */
  readonly rows: readonly Row[];
};

/** Puts an execution's operations on one axis of time; what has not ended reaches to now. */
export const createTimeline = (stored: Stored, events: readonly HistoryEvent[], now: number): Timeline => {
  const from = stored.execution.startedAt;
  const to = Math.max(stored.execution.endedAt ?? now, from + 1);
  const percent = (moment: number): number => clamp(((moment - from) / (to - from)) * 100);
  const stretch = (start: number, end: number): Stretch => ({
    left: percent(start),
    width: percent(end) - percent(start),
  });
  const retries = retriesOf(events);
  const isAtWork = stored.execution.invocation !== undefined;
  return {
    milliseconds: to - from,
    invocations: invocationsOf(stored, events, to).map(([start, end]) => stretch(start, end)),
    rows: inOrder(stored.operations).map(({ operation, depth }) => {
      const end = operation.endedAt ?? to;
      return {
        ...stretch(operation.startedAt, end),
        operation,
        depth,
        look: lookOf(operation, isAtWork),
        retries: (retries.get(operation.id) ?? []).map(percent),
        milliseconds: end - operation.startedAt,
      };
    }),
  };
};

const clamp = (percent: number): number => Math.min(100, Math.max(0, percent));

type Placed = { readonly operation: OperationRecord; readonly depth: number };

const inOrder = (operations: Stored["operations"]): readonly Placed[] => {
  const children = Map.groupBy(
    [...operations.values()].toSorted((one, other) => one.position - other.position),
    ({ parentId }) => parentId,
  );
  const below = (parentId: string | undefined, depth: number): Placed[] =>
    (children.get(parentId) ?? []).flatMap((operation) => [
      { operation, depth },
      ...below(operation.id, depth + 1),
    ]);
  return below(undefined, 0);
};

const lookOf = ({ status, type }: OperationRecord, isAtWork: boolean): Look => {
  if (status === "SUCCEEDED") return "done";
  if (status === "FAILED" || status === "TIMED_OUT" || status === "STOPPED" || status === "CANCELLED")
    return "failed";
  const isWaiting =
    status === "PENDING" || type === "WAIT" || type === "CALLBACK" || type === "CHAINED_INVOKE";
  return isAtWork && !isWaiting ? "busy" : "waiting";
};

/** When the attempts of each operation ended that another one followed. */
const retriesOf = (events: readonly HistoryEvent[]): ReadonlyMap<string, readonly number[]> => {
  const again = events.filter((event) => {
    const details = event[`${event.EventType}Details`] as
      | { readonly RetryDetails?: { readonly NextAttemptDelaySeconds?: number } }
      | undefined;
    return details?.RetryDetails?.NextAttemptDelaySeconds !== undefined;
  });
  const grouped = Map.groupBy(again, ({ Id }) => Id ?? "");
  return new Map(
    [...grouped].map(([id, own]) => [id, own.map(({ EventTimestamp }) => EventTimestamp * 1_000)]),
  );
};

const invocationsOf = (
  { execution }: Stored,
  events: readonly HistoryEvent[],
  to: number,
): readonly (readonly [start: number, end: number])[] => {
  const ended = events.flatMap((event) => {
    const details = event["InvocationCompletedDetails"] as
      | { readonly StartTimestamp: number; readonly EndTimestamp: number }
      | undefined;
    return details === undefined
      ? []
      : [[details.StartTimestamp * 1_000, details.EndTimestamp * 1_000] as const];
  });
  return execution.invocation === undefined ? ended : [...ended, [execution.invocation.startedAt, to]];
};
