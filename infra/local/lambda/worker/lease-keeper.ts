import { endInvocation } from "../machine/end-invocation.ts";
import { apply } from "../store/apply.ts";
import type { Sql } from "../../stand-in/connect.ts";
import { findLost, holdWorkerLock, renewLeases } from "../store/leases.ts";
import type { Store } from "../store/store.ts";
import { type Loop, startLoop } from "./loop.ts";

export const leaseMs = 30_000;
const renewMs = 5_000;
const lookMs = 1_000;

export type LeaseKeeperParts = {
  readonly store: Store;
  /** A pool of exactly one connection, which holds the worker's lock. */
  readonly lockConnection: Sql;
  readonly owner: number;
  readonly liveIds: () => readonly string[];
  readonly onError: (error: unknown) => void;
};

/**
 * Keeps this worker's leases alive and ends the invocations of workers that died. No safety hangs on
 * this: an invocation that is ended wrongly only finds its token refused.
 */
export const startLeaseKeeper = (parts: LeaseKeeperParts): Loop => {
  const { store, owner } = parts;
  let renewedAt = 0;

  const renew = async (): Promise<void> => {
    if (store.now() - renewedAt < renewMs) return;
    renewedAt = store.now();
    await holdWorkerLock(parts.lockConnection, owner);
    const invocationIds = parts.liveIds();
    if (invocationIds.length === 0) return;
    await renewLeases(store.sql, { owner, until: store.now() + leaseMs, invocationIds });
  };

  const run = async (): Promise<number> => {
    await renew();
    for (const { executionId, invocationId } of await findLost(store.sql, store.now(), owner)) {
      await apply(store, {
        executionId,
        needs: { operationIds: [], unseen: false },
        decide: (now, state) => endInvocation(now, state, { invocationId, outcome: { kind: "lost" } }),
      });
    }
    return store.now() + lookMs;
  };

  return startLoop({ run, now: store.now, onError: parts.onError });
};
