import { fireTimers } from "../machine/fire-timers.ts";
import { applyDue } from "../store/apply.ts";
import { findDue, nextTimer, sweepRetained } from "../store/schedule.ts";
import type { Store } from "../store/store.ts";
import { type Loop, startLoop } from "./loop.ts";

const dueItemsMax = 200;
const firedTogetherMax = 4;
/** Another process may have set an earlier timer than the one this process sleeps for. */
const pollMs = 1_000;
const sweepMs = 60_000;
const sweepItemsMax = 200;

/** Fires timers as they fall due, and clears away what has been retained long enough. */
export const startTimekeeper = (store: Store, onError: (error: unknown) => void): Loop => {
  let sweptAt = 0;

  const fireAll = async (ids: readonly string[]): Promise<void> => {
    const waiting = ids[Symbol.iterator]();
    const work = async (): Promise<void> => {
      for (const id of waiting) await applyDue(store, id, fireTimers).catch(onError);
    };
    await Promise.all(Array.from({ length: firedTogetherMax }, work));
  };

  const sweep = async (): Promise<void> => {
    if (store.now() - sweptAt < sweepMs) return;
    sweptAt = store.now();
    await sweepRetained(store.sql, store.now(), sweepItemsMax);
  };

  const run = async (): Promise<number> => {
    const due = await findDue(store.sql, store.now(), dueItemsMax);
    await fireAll(due);
    if (due.length > 0) return store.now();
    await sweep();
    const next = await nextTimer(store.sql);
    return Math.min(next ?? Number.POSITIVE_INFINITY, store.now() + pollMs);
  };

  return startLoop({ run, now: store.now, onError });
};
