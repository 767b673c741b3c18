import { setTimeout as sleep } from "node:timers/promises";
import { endInvocation } from "../machine/end-invocation.ts";
import type { Place } from "../protocol/arn.ts";
import type { InvocationOutcome } from "../protocol/types.ts";
import { apply } from "../store/apply.ts";
import { type Claim, claimExecutions } from "../store/claim.ts";
import type { Store } from "../store/store.ts";
import { callHandler } from "./call-handler.ts";
import type { HostedFunctions } from "./functions.ts";
import { invocationEvent } from "./invocation-event.ts";
import { leaseMs } from "./lease-keeper.ts";
import { type Loop, startLoop } from "./loop.ts";

export const invocationsMax = 64;
/** Bounds the state that one claim holds in memory and the time its row locks are held. */
export const claimItemsMax = 16;
/** Finds what no one in this process announced: another process's work, or work from before a restart. */
const pollMs = 1_000;
const endPauseMs = 250;

export type Invoker = {
  readonly loop: Loop;
  /** Ids of the invocations under way. */
  readonly liveIds: () => readonly string[];
  /** Resolves when no invocation is under way. */
  readonly settled: () => Promise<void>;
};

export type InvokerParts = {
  readonly store: Store;
  readonly functions: HostedFunctions;
  readonly place: Place;
  readonly owner: number;
  readonly newId: () => string;
  readonly onError: (error: unknown) => void;
};

/** Claims executions that are wanted and runs their functions, a bounded number at a time. */
export const startInvoker = (parts: InvokerParts): Invoker => {
  const { store, functions, onError } = parts;
  const live = new Map<string, Promise<void>>();

  const run = async (): Promise<number> => {
    const items = Math.min(claimItemsMax, invocationsMax - live.size);
    if (items <= 0) return store.now() + pollMs;
    const claims = await claimExecutions(store, {
      functionNames: [...functions.keys()],
      owner: parts.owner,
      leaseUntil: store.now() + leaseMs,
      items,
      newInvocationId: parts.newId,
    });
    for (const claim of claims) track(claim);
    return claims.length === items ? store.now() : store.now() + pollMs;
  };

  const track = (claim: Claim): void => {
    const running = runClaim(parts, claim)
      .catch(onError)
      .finally(() => {
        const wasFull = live.size >= invocationsMax;
        live.delete(claim.invocationId);
        if (wasFull) loop.wakeAt(store.now());
      });
    live.set(claim.invocationId, running);
  };

  const loop = startLoop({ run, now: store.now, onError });
  return {
    loop,
    liveIds: () => [...live.keys()],
    settled: async () => {
      while (live.size > 0) await Promise.allSettled(live.values());
    },
  };
};

const runClaim = async (parts: InvokerParts, claim: Claim): Promise<void> => {
  const { store, place, functions } = parts;
  const { execution, invocationId } = claim;
  const hosted = functions.get(execution.functionName);
  if (hosted === undefined) return;
  const event = execution.durable ? invocationEvent(claim, place, store.now()) : JSON.parse(claim.input);
  const outcome = await callHandler({
    hosted,
    version: execution.version,
    requestId: invocationId,
    event,
    place,
    now: store.now,
  });
  await end(parts, claim, outcome);
};

/** Tries until the lease would have run out: by then the invocation counts as lost anyway. */
const end = async (parts: InvokerParts, claim: Claim, outcome: InvocationOutcome): Promise<void> => {
  const { store, onError } = parts;
  const giveUpAt = store.now() + leaseMs;
  for (;;) {
    try {
      await apply(store, {
        executionId: claim.execution.id,
        needs: { operationIds: [], unseen: false },
        decide: (now, state) => endInvocation(now, state, { invocationId: claim.invocationId, outcome }),
      });
      return;
    } catch (error) {
      onError(error);
      if (store.now() >= giveUpAt) return;
      await sleep(endPauseMs);
    }
  }
};
