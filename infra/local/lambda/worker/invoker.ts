import { setTimeout as sleep } from "node:timers/promises";
import { endInvocation } from "../machine/end-invocation.ts";
import type { ExecutionRecord } from "../machine/state.ts";
import type { Place } from "../protocol/arn.ts";
import type { InvocationOutcome } from "../protocol/types.ts";
import { applyLazily, attend } from "../store/apply.ts";
import { findWanted } from "../store/schedule.ts";
import type { Begun, Invocations, Store } from "../store/store.ts";
import { callHandler } from "./call-handler.ts";
import type { HostedFunctions } from "./functions.ts";
import { invocationEvent } from "./invocation-event.ts";
import { type Loop, startLoop } from "./loop.ts";

export const invocationsMax = 128;
/** How many waiting executions are looked at together. */
const wantedItemsMax = 32;
const endPauseMs = 250;
const endPatienceMs = 30_000;

export type Invoker = Invocations & {
  /** Starts to look for work. Before that, only what comes with a write of this process is begun. */
  readonly start: (store: Store) => Loop;
  /** Takes no more work. */
  readonly stop: () => void;
  readonly isLive: (executionId: string) => boolean;
  /** Resolves when no invocation is under way. */
  readonly settled: () => Promise<void>;
};

export type InvokerParts = {
  readonly functions: HostedFunctions;
  readonly place: Place;
  /** This worker's number. */
  readonly worker: number;
  readonly newId: () => string;
  readonly onError: (error: unknown) => void;
};

/** Calls the functions of executions that begin an invocation, a bounded number at a time. */
export const createInvoker = (parts: InvokerParts): Invoker => {
  const { functions, newId, onError } = parts;
  /** Places that are taken, by invocation id; each with its execution. */
  const taken = new Map<string, string>();
  const running = new Set<Promise<void>>();
  let started: { readonly store: Store; readonly loop: Loop } | undefined;
  let isStopped = false;

  const release = (invocationId: string): void => {
    const wasFull = taken.size >= invocationsMax;
    taken.delete(invocationId);
    if (wasFull) started?.loop.wakeAt(0);
  };

  const begin = (begun: Begun): void => {
    if (started === undefined) return;
    const { store } = started;
    const run = runOnce({ ...parts, store }, begun)
      .catch(onError)
      .finally(() => {
        running.delete(run);
        release(begun.invocationId);
      });
    running.add(run);
  };

  const lookForWork = async (store: Store): Promise<number> => {
    const items = Math.min(wantedItemsMax, invocationsMax - taken.size);
    if (items <= 0) return Number.POSITIVE_INFINITY;
    const ids = await findWanted(store.sql, {
      now: store.now(),
      functionNames: [...functions.keys()],
      items,
    });
    await Promise.all(ids.map((id) => attend(store, id)));
    return ids.length === items ? store.now() : Number.POSITIVE_INFINITY;
  };

  return {
    worker: parts.worker,
    reserve: ({ id, functionName }: ExecutionRecord) => {
      if (isStopped || started === undefined) return undefined;
      if (taken.size >= invocationsMax || !functions.has(functionName)) return undefined;
      const invocationId = newId();
      taken.set(invocationId, id);
      return invocationId;
    },
    release,
    begin,
    start: (store) => {
      const loop = startLoop({ run: () => lookForWork(store), now: store.now, onError });
      started = { store, loop };
      return loop;
    },
    stop: () => {
      isStopped = true;
    },
    isLive: (executionId) => [...taken.values()].includes(executionId),
    settled: async () => {
      while (running.size > 0) await Promise.allSettled(running);
    },
  };
};

type Running = InvokerParts & { readonly store: Store };

const runOnce = async (parts: Running, begun: Begun): Promise<void> => {
  const { store, place, functions } = parts;
  const { execution, input } = begun.stored;
  const hosted = functions.get(execution.functionName);
  if (hosted === undefined) return;
  const outcome = await callHandler({
    hosted,
    version: execution.version,
    requestId: begun.invocationId,
    event: execution.durable ? invocationEvent(begun, place, store.now()) : JSON.parse(input),
    place,
    now: store.now,
  });
  await end(parts, begun, outcome);
};

/** Tries for a while when the database is away; after that the invocation counts as lost. */
const end = async ({ store, onError }: Running, begun: Begun, outcome: InvocationOutcome): Promise<void> => {
  const { invocationId } = begun;
  const endedAt = store.now();
  const giveUpAt = endedAt + endPatienceMs;
  for (;;) {
    try {
      await applyLazily(store, {
        executionId: begun.stored.execution.id,
        decide: (_now, stored) => endInvocation(endedAt, stored, { invocationId, outcome }),
      });
      return;
    } catch (error) {
      onError(error);
      if (store.now() >= giveUpAt) {
        store.suspects.add(begun.stored.execution.id);
        return;
      }
      await sleep(endPauseMs);
    }
  }
};
