import { endInvocation } from "../machine/end-invocation.ts";
import { type Decision, unchanged } from "../machine/state.ts";
import { apply } from "../store/apply.ts";
import type { Sql } from "../../stand-in/connect.ts";
import type { Store } from "../store/store.ts";
import type { Stored } from "../store/stored.ts";
import { findOwned, holdWorkerLock } from "../store/workers.ts";
import { type Loop, startLoop } from "./loop.ts";

const lookMs = 1_000;

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
  /** Ours that were not under way at the last look: twice in a row is no coincidence. */
  let suspects: ReadonlySet<string> = new Set();

  const isUnderWay = (id: string): boolean => isLive(id) || store.deferrals.has(id);

  const run = async (): Promise<number> => {
    await holdWorkerLock(parts.lockConnection, store.owner);
    const owned = await findOwned(store.sql, store.owner);
    const idle = owned
      .filter(({ id, owner }) => owner === store.owner && !isUnderWay(id))
      .map(({ id }) => id);
    const lost = [
      ...owned.filter(({ owner }) => owner !== store.owner).map(({ id }) => id),
      ...idle.filter((id) => suspects.has(id)),
    ];
    for (const executionId of lost) {
      await apply(store, { executionId, decide: (now, stored) => endLost(now, stored, isUnderWay) });
    }
    suspects = new Set(idle);
    return store.now() + lookMs;
  };

  return startLoop({ run, now: store.now, onError: parts.onError });
};

const endLost = (
  now: number,
  { execution, operations }: Stored,
  isUnderWay: (id: string) => boolean,
): Decision<undefined> => {
  const invocationId = execution.invocation?.id;
  if (invocationId === undefined || isUnderWay(execution.id)) return unchanged(undefined);
  return endInvocation(now, { execution, operations }, { invocationId, outcome: { kind: "lost" } });
};
