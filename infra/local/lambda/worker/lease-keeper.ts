import { endInvocation } from "../machine/end-invocation.ts";
import { type Decision, unchanged } from "../machine/state.ts";
import { apply } from "../store/apply.ts";
import type { Sql } from "../../stand-in/connect.ts";
import type { Store } from "../store/store.ts";
import type { Stored } from "../store/stored.ts";
import { findDeadWorkers, findOwned, forgetWorker, holdWorkerLock } from "../store/workers.ts";
import { type Loop, startLoop } from "./loop.ts";

const lookMs = 1_000;
/** How often it is made sure that the lock is held still: Postgres may have been away. */
const holdMs = 5_000;
/** How many invocations of a dead worker are ended together. */
const endedTogetherMax = 64;

export type LeaseKeeperParts = {
  readonly store: Store;
  /** A pool of exactly one connection, which holds the worker's lock. */
  readonly lockConnection: Sql;
  /** Whether this process has an invocation of the execution under way. */
  readonly isLive: (executionId: string) => boolean;
  readonly onError: (error: unknown) => void;
};

/**
 * Shows that this worker lives, and ends the invocations that nobody has under way: of workers that died, and of
 * this one where a write was made whose answer was lost. No safety hangs on this: an invocation that is ended
 * wrongly only finds its token refused.
 */
export const startLeaseKeeper = (parts: LeaseKeeperParts): Loop => {
  const { store, isLive } = parts;
  let heldAt = 0;
  const self = store.invocations.worker;

  const end = async (ids: readonly string[], worker: number): Promise<void> => {
    for (let from = 0; from < ids.length; from += endedTogetherMax) {
      const together = ids.slice(from, from + endedTogetherMax);
      await Promise.all(
        together.map((executionId) =>
          apply(store, { executionId, decide: (now, stored) => endLost(now, stored, worker) }),
        ),
      );
    }
  };

  const run = async (): Promise<number> => {
    if (store.now() - heldAt >= holdMs) {
      await holdWorkerLock(parts.lockConnection, self);
      heldAt = store.now();
    }
    for (const dead of await findDeadWorkers(store.sql)) {
      await end(await findOwned(store.sql, dead), dead);
      await forgetWorker(store.sql, dead);
    }
    const suspects = [...store.suspects];
    await end(
      suspects.filter((id) => !isLive(id) && !store.deferrals.has(id)),
      self,
    );
    for (const id of suspects) store.suspects.delete(id);
    return store.now() + lookMs;
  };

  return startLoop({ run, now: store.now, onError: parts.onError });
};

/** Another worker may have taken the execution over in the meantime: only the given one's invocation is ended. */
const endLost = (now: number, stored: Stored, worker: number): Decision<undefined> => {
  const { invocation } = stored.execution;
  if (invocation === undefined || invocation.worker !== worker) return unchanged(undefined);
  return endInvocation(now, stored, { invocationId: invocation.id, outcome: { kind: "lost" } });
};
