import { setTimeout as sleep } from "node:timers/promises";
import { endInvocation } from "../machine/end-invocation.ts";
import type { ExecutionRecord } from "../machine/state.ts";
import { functionArn, type Place } from "../protocol/arn.ts";
import type { RuntimeOutcome } from "../runtime/index.ts";
import { applyLazily, attend } from "../store/apply.ts";
import { findWanted } from "../store/schedule.ts";
import type { Begun, Invocations, Store } from "../store/store.ts";
import { tellParent } from "./chained-invokes.ts";
import { invocationEvent } from "./invocation-event.ts";
import { type Loop, startLoop } from "./loop.ts";
import type { Versions } from "./versions.ts";

export const invocationsMax = 128;
/** How many waiting executions are looked at together. */
const wantedItemsMax = 32;
const endPauseMs = 250;
const endPatienceMs = 30_000;

export type Invoker = Invocations & {
  /** Starts to look for work. Before that, only what comes with a write of this process is begun. */
  readonly start: (work: Work) => Loop;
  /** Takes no more work. */
  readonly stop: () => void;
  readonly isLive: (executionId: string) => boolean;
  /** Resolves when no invocation is under way. */
  readonly settled: () => Promise<void>;
};

/** What an invoker works with once everything is there. */
export type Work = {
  readonly store: Store;
  readonly versions: Versions;
};

export type InvokerParts = {
  readonly place: Place;
  /** This worker's number. */
  readonly worker: number;
  readonly newId: () => string;
  readonly onError: (error: unknown) => void;
};

/** Calls the functions of executions that begin an invocation, a bounded number at a time. */
export const createInvoker = (parts: InvokerParts): Invoker => {
  const { newId, onError } = parts;
  /** Places that are taken, by invocation id; each with its execution. */
  const taken = new Map<string, string>();
  const running = new Set<Promise<void>>();
  let started: (Work & { readonly loop: Loop }) | undefined;
  let isStopped = false;

  const release = (invocationId: string): void => {
    const wasFull = taken.size >= invocationsMax;
    taken.delete(invocationId);
    if (wasFull) started?.loop.wakeAt(0);
  };

  const begin = (begun: Begun): void => {
    if (started === undefined) return;
    const run = runOnce({ ...parts, ...started }, begun)
      .catch(onError)
      .finally(() => {
        running.delete(run);
        release(begun.invocationId);
      });
    running.add(run);
  };

  const lookForWork = async ({ store, versions }: Work): Promise<number> => {
    const items = Math.min(wantedItemsMax, invocationsMax - taken.size);
    if (items <= 0) return Number.POSITIVE_INFINITY;
    const wanted = await findWanted(store.sql, {
      now: store.now(),
      functionNames: versions.functionNames(),
      versions: versions.names(),
      items,
    });
    await Promise.all(
      wanted.map(({ id, isClosed }) => (isClosed ? tellParent(store, id) : attend(store, id))),
    );
    return wanted.length === items ? store.now() : Number.POSITIVE_INFINITY;
  };

  return {
    worker: parts.worker,
    reserve: ({ id, functionName, version }: ExecutionRecord) => {
      if (isStopped || started === undefined || taken.size >= invocationsMax) return undefined;
      if (started.versions.find(version)?.functions.has(functionName) !== true) return undefined;
      const invocationId = newId();
      taken.set(invocationId, id);
      return invocationId;
    },
    release,
    begin,
    start: (work) => {
      const loop = startLoop({ run: () => lookForWork(work), now: work.store.now, onError });
      started = { ...work, loop };
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

type Running = InvokerParts & Work;

const runOnce = async (parts: Running, begun: Begun): Promise<void> => {
  const { store, place, versions } = parts;
  const { execution, input } = begun.stored;
  const version = versions.find(execution.version);
  const hosted = version?.functions.get(execution.functionName);
  if (version === undefined || hosted === undefined) return;
  const outcome = await version.runtime.invoke({
    functionName: hosted.name,
    requestId: begun.invocationId,
    event: execution.durable ? invocationEvent(begun, place, store.now()) : JSON.parse(input),
    functionArn: functionArn(place, hosted.name, execution.version),
    timeoutSeconds: hosted.invocationTimeoutSeconds,
  });
  await end(parts, begun, outcome);
};

/** Tries for a while when the database is away; after that the invocation counts as lost. */
const end = async ({ store, onError }: Running, begun: Begun, outcome: RuntimeOutcome): Promise<void> => {
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
