import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { Accepted, ExecutionRecord, OperationRecord, Outcome } from "../machine/state.ts";
import { dictionary, firstDictionary } from "./dictionary.ts";
import { type Difference, difference, patch } from "./difference.ts";
import { type PackedEvents, packEvents, unpackEvents } from "./packed-events.ts";

/** What one write changed: the entry of the journal that stands for it. */
export type Content = {
  readonly execution: ExecutionRecord;
  readonly operations: readonly OperationRecord[];
  readonly events: Accepted<unknown>["events"];
  readonly timers: Accepted<unknown>["timers"];
  /** Of the first entry alone. */
  readonly input?: string | undefined;
  /** Of the entry that closes the execution. */
  readonly outcome?: Outcome | undefined;
};

/** The records that an entry is the next of. */
export type Before = {
  readonly execution: ExecutionRecord | undefined;
  readonly operations: ReadonlyMap<string, OperationRecord>;
};

/** As it is kept: records hold only what differs from the entries before. */
type Kept = {
  readonly execution: Difference;
  readonly operations?: readonly { readonly id: string; readonly changed: Difference }[] | undefined;
  /** As they are, in entries that were written before they were packed. */
  readonly events?: Content["events"] | undefined;
  readonly told?: PackedEvents | undefined;
  readonly timers?: Content["timers"] | undefined;
  readonly input?: string | undefined;
  readonly outcome?: Outcome | undefined;
};

/** Entries are small and many: a small window costs a fifth of the default's time and nothing in size. */
const compression = { dictionary, level: 6, windowBits: 13, memLevel: 4 };
/** Stands before what is compressed with `dictionary`. Its last three bits begin no deflated text (RFC 1951 §3.2.3). */
const mark = Buffer.of(7);

/** The bytes of an entry. JSON keeps any string a function may send (NUL, lone surrogates). */
export const encodeContent = (content: Content, before: Before): Buffer => {
  const { execution, operations, events, timers, input, outcome } = content;
  const hasTimers = timers.set.length > 0 || timers.cleared.length > 0;
  const kept: Kept = {
    execution: difference(before.execution ?? {}, execution),
    operations: someOf(
      operations.map((operation) => ({
        id: operation.id,
        changed: difference(before.operations.get(operation.id) ?? {}, operation),
      })),
    ),
    told: packEvents(events, {
      execution,
      invocation: before.execution?.invocation,
      operation: findIn(operations, before.operations),
    }),
    timers: hasTimers ? timers : undefined,
    input,
    outcome,
  };
  return Buffer.concat([mark, deflateRawSync(Buffer.from(JSON.stringify(kept)), compression)]);
};

const findIn =
  (changed: readonly OperationRecord[], known: Before["operations"]) =>
  (id: string): OperationRecord | undefined =>
    changed.find((operation) => operation.id === id) ?? known.get(id);

const someOf = <Item>(items: readonly Item[]): readonly Item[] | undefined =>
  items.length === 0 ? undefined : items;

/** Reads an execution's journal, from its first entry on. */
export const decodeJournal = (bodies: readonly Buffer[]): readonly Content[] => {
  const operations = new Map<string, OperationRecord>();
  let execution: ExecutionRecord | undefined;
  return bodies.map((body) => {
    const kept = decode(body);
    const invocation = execution?.invocation;
    // What was encoded as these records comes back as them.
    execution = patch(execution ?? {}, kept.execution) as unknown as ExecutionRecord;
    const changed = (kept.operations ?? []).map((operation) => {
      const known = operations.get(operation.id) ?? {};
      const after = patch(known, operation.changed) as unknown as OperationRecord;
      operations.set(operation.id, after);
      return after;
    });
    const { told, timers = { set: [], cleared: [] }, input, outcome } = kept;
    const records = { execution, invocation, operation: (id: string) => operations.get(id) };
    const events = told === undefined ? (kept.events ?? []) : unpackEvents(told, records);
    return { execution, operations: changed, events, timers, input, outcome };
  });
};

const decode = (body: Buffer): Kept => {
  const isMarked = body[0] === mark[0];
  const { windowBits } = compression;
  const text = isMarked
    ? inflateRawSync(body.subarray(mark.length), { dictionary, windowBits })
    : inflateRawSync(body, { dictionary: firstDictionary, windowBits });
  return JSON.parse(text.toString()) as Kept;
};
