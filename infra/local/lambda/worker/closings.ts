import type { Stored } from "../store/stored.ts";

/** Tells those who wait for an execution in this process that it has closed. */
export type Closings = {
  readonly announce: (closed: Stored) => void;
  /**
   * Resolves with the execution when it closes. Resolves with nothing when the signal aborts, or after the given time,
   * to look again.
   */
  readonly next: (
    executionId: string,
    signal: AbortSignal,
    lookAgainMs: number,
  ) => Promise<Stored | undefined>;
};

type Resolve = (closed: Stored | undefined) => void;

export const createClosings = (): Closings => {
  const waiting = new Map<string, Set<Resolve>>();
  return {
    announce: (closed) => {
      for (const resolve of waiting.get(closed.execution.id) ?? []) resolve(closed);
    },
    next: async (executionId, signal, lookAgainMs) => {
      if (signal.aborted) return undefined;
      const { promise, resolve } = Promise.withResolvers<Stored | undefined>();
      const waiters = waiting.get(executionId) ?? new Set();
      waiting.set(executionId, waiters.add(resolve));
      const giveUp = (): void => resolve(undefined);
      const timer = setTimeout(giveUp, lookAgainMs);
      signal.addEventListener("abort", giveUp);
      try {
        return await promise;
      } finally {
        clearTimeout(timer);
        signal.removeEventListener("abort", giveUp);
        waiters.delete(resolve);
        if (waiters.size === 0) waiting.delete(executionId);
      }
    },
  };
};
