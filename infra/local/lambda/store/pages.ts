import type { OperationRecord } from "../machine/state.ts";
import { pageBytesMax } from "../protocol/limits.ts";
import type { HistoryEvent } from "../protocol/types.ts";
import type { Content } from "./content.ts";
import type { Stored } from "./stored.ts";

export type StatePage = {
  readonly operations: readonly OperationRecord[];
  /** Position to read on from; absent on the last page. */
  readonly next?: number | undefined;
};

type StateRange = { readonly after: number; readonly items: number };

/**
 * The operations a replay needs, in the order they began, after a position. Operations inside a completed context
 * are left out unless the context asked for them. A page is bounded in items and in bytes, but always holds at
 * least one item.
 */
export const statePage = ({ operations }: Stored, { after, items }: StateRange): StatePage => {
  const needed = [...operations.values()]
    .filter((operation) => operation.position > after && !isPruned(operation, operations))
    .toSorted((one, other) => one.position - other.position);
  let bytes = 0;
  const end = needed.findIndex((operation, index) => {
    const isFull = index === items || bytes >= pageBytesMax;
    bytes +=
      Buffer.byteLength(operation.result ?? "") + Buffer.byteLength(JSON.stringify(operation.error ?? {}));
    return isFull;
  });
  const page = end === -1 ? needed : needed.slice(0, end);
  return { operations: page, next: end === -1 ? undefined : page.at(-1)?.position };
};

const isPruned = (operation: OperationRecord, operations: Stored["operations"]): boolean =>
  operation.ancestors.some((id) => {
    const context = operations.get(id);
    return context?.type === "CONTEXT" && context.status !== "STARTED" && context.replayChildren !== true;
  });

type HistoryRange = {
  readonly after: number | undefined;
  readonly items: number;
  readonly newestFirst: boolean;
};

/** A page of history after an event id, in the asked order; one event more than asked, to tell if more follow. */
export const historyPage = (contents: readonly Content[], range: HistoryRange): readonly HistoryEvent[] => {
  const { after, items, newestFirst } = range;
  const events = contents.flatMap((content) => content.events);
  const ordered = newestFirst ? events.toReversed() : events;
  const following =
    after === undefined
      ? ordered
      : ordered.filter(({ EventId }) => (newestFirst ? EventId < after : EventId > after));
  return following.slice(0, items + 1);
};
