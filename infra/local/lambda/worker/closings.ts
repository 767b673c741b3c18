/** Tells those who wait for an execution in this process that it has closed. */
export type Closings = {
  readonly announce: (executionId: string) => void;
  /** Resolves at the next announcement, or when the signal aborts. Also resolves after the given time, to look again. */
  readonly next: (executionId: string, signal: AbortSignal, lookAgainMs: number) => Promise<void>;
};

export const createClosings = (): Closings => {
  const waiting = new Map<string, Set<() => void>>();
  return {
    announce: (executionId) => {
      for (const resolve of waiting.get(executionId) ?? []) resolve();
    },
    next: async (executionId, signal, lookAgainMs) => {
      if (signal.aborted) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      const waiters = waiting.get(executionId) ?? new Set();
      waiting.set(executionId, waiters.add(resolve));
      const timer = setTimeout(resolve, lookAgainMs);
      signal.addEventListener("abort", () => resolve(), { once: true });
      await promise;
      clearTimeout(timer);
      waiters.delete(resolve);
      if (waiters.size === 0) waiting.delete(executionId);
    },
  };
};
