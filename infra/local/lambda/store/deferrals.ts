import type { Decision } from "../machine/state.ts";
import type { Stored } from "./stored.ts";

/** Something to be decided on the state of an execution, on whatever state it has by then. */
export type Decide<Response> = (now: number, stored: Stored) => Decision<Response>;

/**
 * Decisions that nobody waits for. They go along with the execution's next write, or alone a moment later: a
 * function's word that it waits is most often followed by what it waits for.
 */
export type Deferrals = {
  readonly add: (executionId: string, decide: Decide<unknown>) => void;
  /** Hands over what is deferred; whoever takes it must write it, or put it back. */
  readonly take: (executionId: string) => readonly Decide<unknown>[];
  readonly putBack: (executionId: string, decides: readonly Decide<unknown>[]) => void;
  readonly has: (executionId: string) => boolean;
  readonly ids: () => readonly string[];
};

export const createDeferrals = (): Deferrals => {
  const deferred = new Map<string, readonly Decide<unknown>[]>();
  return {
    add: (id, decide) => void deferred.set(id, [...(deferred.get(id) ?? []), decide]),
    take: (id) => {
      const taken = deferred.get(id) ?? [];
      deferred.delete(id);
      return taken;
    },
    putBack: (id, decides) => {
      if (decides.length > 0) deferred.set(id, [...decides, ...(deferred.get(id) ?? [])]);
    },
    has: (id) => deferred.has(id),
    ids: () => [...deferred.keys()],
  };
};
