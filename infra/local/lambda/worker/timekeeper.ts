import { fireTimers } from "../machine/fire-timers.ts";
import { apply } from "../store/apply.ts";
import { findDue, findNext, sweepRetained, sweepStaleTimers } from "../store/schedule.ts";
import type { Store } from "../store/store.ts";
import { startChildren } from "./chained-invokes.ts";
import { type Loop, startLoop } from "./loop.ts";

const dueItemsMax = 256;
/** Another process may have set an earlier timer than the one this process sleeps for. */
const pollMs = 1_000;
const sweepMs = 60_000;
const sweepItemsMax = 1_000;

export type TimekeeperParts = {
  readonly store: Store;
  /** Told when a function is wanted: by another process, from before a restart, or after a failed invocation's pause. */
  readonly onWanted: (moment: number) => void;
  readonly onError: (error: unknown) => void;
};

/** Fires timers as they fall due, and clears away what has been retained long enough. */
export const startTimekeeper = ({ store, onWanted, onError }: TimekeeperParts): Loop => {
  let sweptAt = 0;

  const fire = async (executionId: string): Promise<void> => {
    const decide: Parameters<typeof apply>[1]["decide"] = (now, stored) =>
      fireTimers(now, stored, [...stored.timers.values()]);
    try {
      await apply(store, { executionId, decide });
      await startChildren(store, executionId);
    } catch (error) {
      onError(error);
    }
  };

  const sweep = async (): Promise<void> => {
    if (store.now() - sweptAt < sweepMs) return;
    sweptAt = store.now();
    await sweepRetained(store.sql, store.now(), sweepItemsMax);
    while ((await sweepStaleTimers(store.sql, store.now(), sweepItemsMax)) === sweepItemsMax);
  };

  const run = async (): Promise<number> => {
    const { timerAt = Number.POSITIVE_INFINITY, wantedAt } = await findNext(store.sql);
    if (wantedAt !== undefined) onWanted(wantedAt);
    if (timerAt <= store.now()) {
      const due = await findDue(store.sql, store.now(), dueItemsMax);
      await Promise.all(due.map(fire));
      return store.now();
    }
    await sweep();
    return Math.min(timerAt, store.now() + pollMs);
  };

  return startLoop({ run, now: store.now, onError });
};
