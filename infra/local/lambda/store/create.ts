import type { Accepted } from "../machine/state.ts";
import { commitBeginning } from "./apply.ts";
import { beginWanted, type Step } from "./decide-all.ts";
import type { Store } from "./store.ts";
import { advance, emptyStored } from "./stored.ts";
import { merge } from "./write.ts";

export type NewExecution = {
  readonly start: Accepted<undefined>;
  readonly input: string;
  readonly payloadHash: Buffer;
};

/**
 * Stores a new execution and begins its first invocation with the same write, if this worker has a place for it.
 * False when the function has an execution of that name already.
 */
export const createExecution = async (store: Store, created: NewExecution): Promise<boolean> => {
  const { start, input, payloadHash } = created;
  const { changes } = start;
  if (changes === undefined) return false;
  const first: Step = { ...start, changes };
  const entry = { ...changes, timers: start.timers };
  const started = advance(emptyStored(changes.execution, input), [entry]);
  const beginning = beginWanted(store.now(), started, store.invocations);
  const stored = beginning?.begun.stored ?? started;
  const content = merge(beginning === undefined ? [first] : [first, beginning.step]);
  const saved = await commitBeginning(store, beginning, {
    content: { ...content, input },
    before: null,
    stored,
    payloadHash,
  });
  if (!saved) return false;
  store.cache.set(stored.execution.id, stored);
  store.onCommit(stored, content.events);
  return true;
};
