import { endInvocation } from "../machine/end-invocation.ts";
import { type Decision, unchanged } from "../machine/state.ts";
import { apply } from "../store/apply.ts";
import type { Sql } from "../../stand-in/connect.ts";
import type { Store } from "../store/store.ts";
import type { Stored } from "../store/stored.ts";
import { filterOwned, findDeadWorkers, findOwned, forgetWorker, holdWorkerLock } from "../store/workers.ts";
import { type Loop, startLoop } from "./loop.ts";

const lookMs = 1_000;
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

  const end = async (ids: readonly string[], owner: number): Promise<void> => {
    const isUnderWay = (id: string): boolean =>
      owner === store.owner && (isLive(id) || store.deferrals.has(id));
    for (let from = 0; from < ids.length; from += endedTogetherMax) {
      const together = ids.slice(from, from + endedTogetherMax).filter((id) => !isUnderWay(id));
      await Promise.all(together.map((executionId) => apply(store, { executionId, decide: endLost })));
    }
  };

  const run = async (): Promise<number> => {
    await holdWorkerLock(parts.lockConnection, store.owner);
    for (const dead of await findDeadWorkers(store.sql)) {
      await end(await findOwned(store.sql, dead), dead);
      await forgetWorker(store.sql, dead);
    }
    const suspects = [...store.suspects];
    if (suspects.length > 0) await end(await filterOwned(store.sql, store.owner, suspects), store.owner);
    for (const id of suspects) store.suspects.delete(id);
    return store.now() + lookMs;
  };

  return startLoop({ run, now: store.now, onError: parts.onError });
};

const endLost = (now: number, stored: Stored): Decision<undefined> => {
  const invocationId = stored.execution.invocation?.id;
  if (invocationId === undefined) return unchanged(undefined);
  return endInvocation(now, stored, { invocationId, outcome: { kind: "lost" } });
};
