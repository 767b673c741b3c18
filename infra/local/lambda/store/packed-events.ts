import type { ExecutionRecord, Invocation, OperationRecord } from "../machine/state.ts";
import type { HistoryEvent } from "../protocol/types.ts";
import { type Difference, difference, patch } from "./difference.ts";

/** The events of one entry without what the records beside them tell already. */
export type PackedEvents = {
  /** When the first one happened, in epoch milliseconds; most often all of them. */
  readonly at: number;
  readonly events: readonly Difference[];
};

/** The records as they are after the entry, and the invocation that was live before it. */
type Records = {
  readonly execution: ExecutionRecord;
  readonly invocation: Invocation | undefined;
  readonly operation: (id: string) => OperationRecord | undefined;
};

const isOfExecution = (eventType: unknown): boolean => String(eventType).startsWith("Execution");

/** What an event says, were it like most. */
const expected = (
  { execution, invocation, operation }: Records,
  given: {
    readonly EventId: number;
    readonly at: number;
    readonly EventType: unknown;
    readonly Id?: unknown;
  },
): Difference => {
  const { EventId, at } = given;
  const common = { EventId, EventTimestamp: at / 1_000 };
  if (isOfExecution(given.EventType)) return { ...common, Id: execution.id, Name: execution.name };
  if (given.EventType === "InvocationCompleted" && invocation !== undefined) {
    const StartTimestamp = invocation.startedAt / 1_000;
    const details = { StartTimestamp, EndTimestamp: at / 1_000, RequestId: invocation.id };
    return { ...common, InvocationCompletedDetails: details };
  }
  const own = typeof given.Id === "string" ? operation(given.Id) : undefined;
  if (own === undefined) return common;
  return { ...common, Name: own.name, ParentId: own.parentId, SubType: own.subType };
};

export const packEvents = (events: readonly HistoryEvent[], records: Records): PackedEvents | undefined => {
  const [first] = events;
  if (first === undefined) return undefined;
  const at = Math.round(first.EventTimestamp * 1_000);
  return {
    at,
    events: events.map((event) => difference(expected(records, { ...event, at }), event)),
  };
};

/** Undoes `packEvents`. Numbers go back from the count of events that the entry leads to. */
export const unpackEvents = ({ at, events }: PackedEvents, records: Records): readonly HistoryEvent[] =>
  events.map((packed, index) => {
    const EventId = records.execution.eventCount - events.length + index + 1;
    const { EventType, Id } = packed;
    const base = expected(records, { EventId, at, EventType, Id });
    const present = Object.fromEntries(Object.entries(base).filter(([, value]) => value !== undefined));
    return patch(present, packed) as unknown as HistoryEvent;
  });
