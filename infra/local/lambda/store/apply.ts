import { type Decision, unchanged } from "../machine/state.ts";
import { type Fault, unknownExecution } from "../protocol/fault.ts";
import { beginWanted, type Beginning, decideAll, type Decided, type Step } from "./decide-all.ts";
import type { Decide } from "./deferrals.ts";
import type { Store } from "./store.ts";
import type { Stored } from "./stored.ts";
import { merge } from "./write.ts";

export type Applied<Response> =
  | { readonly ok: true; readonly response: Response }
  | { readonly ok: false; readonly fault: Fault };

export type Command<Response> = { readonly executionId: string; readonly decide: Decide<Response> };

const attemptsMax = 50;
const deferMs = 50;
const deferAgainMs = 500;

/**
 * Lets the machine decide on an execution's state and writes what changes, again from the start whenever another
 * write came between. When the new state calls for the function, its invocation begins in the same write. Throws when
 * the database does not answer: then it is open whether the write was made.
 */
export const apply = <Response>(store: Store, command: Command<Response>): Promise<Applied<Response>> =>
  store.serialize(command.executionId, async () => {
    const { executionId } = command;
    const deferred = store.deferrals.take(executionId);
    try {
      return await applyAll(store, command, deferred);
    } catch (error) {
      store.cache.delete(executionId);
      store.deferrals.putBack(executionId, deferred);
      if (deferred.length > 0) flushLater(store, executionId, deferAgainMs);
      throw error;
    }
  });

/** What a state calls for by itself: due timers are the caller's decision, an invocation begins. */
export const attend = (store: Store, executionId: string): Promise<Applied<undefined>> =>
  apply(store, { executionId, decide: () => unchanged(undefined) });

/**
 * The same, but what leaves the execution waiting is written a moment later, together with what comes next. Only
 * for decisions that nobody waits for and that mean the same on whatever state they meet.
 */
export const applyLazily = (store: Store, command: Command<undefined>): Promise<void> =>
  store.serialize(command.executionId, async () => {
    const { executionId, decide } = command;
    const known = store.cache.get(executionId);
    if (known !== undefined && waits(decideAll(store.now(), known, [], decide).stored)) {
      store.deferrals.add(executionId, decide);
      flushLater(store, executionId, deferMs);
    } else {
      await applyAll(store, command, store.deferrals.take(executionId));
    }
  });

const waits = ({ execution }: Stored): boolean =>
  execution.status === "RUNNING" && execution.wantedAt === undefined && execution.invocation === undefined;

const flushLater = (store: Store, executionId: string, milliseconds: number): void => {
  setTimeout(() => {
    // A failure puts it back and tries again later.
    flush(store, executionId).catch(() => undefined);
  }, milliseconds).unref();
};

/** Writes at once what is still deferred, so that a reader finds it. */
export const flush = async (store: Store, executionId: string): Promise<void> => {
  if (store.deferrals.has(executionId)) await attend(store, executionId);
};

/** Writes at once what is still deferred of any execution. */
export const flushAll = async (store: Store): Promise<void> => {
  await Promise.all(store.deferrals.ids().map((id) => flush(store, id)));
};

const applyAll = async <Response>(
  store: Store,
  { executionId, decide }: Command<Response>,
  deferred: readonly Decide<unknown>[],
): Promise<Applied<Response>> => {
  let known = store.cache.get(executionId);
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const stored = known ?? (await store.load(executionId));
    if (stored === undefined) return { ok: false, fault: unknownExecution };
    const decided = decideAll(store.now(), stored, deferred, decide);
    const beginning = beginWanted(store.now(), decided.stored, store.invocations);
    const steps = beginning === undefined ? decided.steps : [...decided.steps, beginning.step];
    // What is known may be old. A write proves itself; an answer without one is taken only from what was just read.
    const isProved =
      steps.length === 0 ? known === undefined : await write(store, { stored, steps, decided, beginning });
    if (isProved) {
      if (steps.length === 0) store.cache.set(executionId, stored);
      return toApplied(decided.answer);
    }
    store.cache.delete(executionId);
    known = undefined;
  }
  throw new Error(`Execution ${executionId} changed ${attemptsMax} times while it was to be written.`);
};

type ToWrite = {
  readonly stored: Stored;
  readonly steps: readonly Step[];
  readonly decided: Decided<unknown>;
  readonly beginning: Beginning | undefined;
};

const write = async (store: Store, { stored, steps, decided, beginning }: ToWrite): Promise<boolean> => {
  const [first, ...others] = steps;
  if (first === undefined) return true;
  const reached = beginning?.begun.stored ?? decided.stored;
  const content = merge([first, ...others]);
  const saved = await commitBeginning(store, beginning, {
    content,
    before: stored,
    stored: reached,
  });
  if (!saved) return false;
  store.cache.set(reached.execution.id, reached);
  store.onCommit(reached, content.events);
  return true;
};

/** Commits; a beginning comes to something or gives its place back. */
export const commitBeginning = async (
  store: Store,
  beginning: Beginning | undefined,
  given: Parameters<Store["commit"]>[0],
): Promise<boolean> => {
  const release = (): void => {
    if (beginning !== undefined) store.invocations.release(beginning.begun.invocationId);
  };
  try {
    const saved = await store.commit(given);
    if (!saved) release();
    else if (beginning !== undefined) store.invocations.begin(beginning.begun);
    return saved;
  } catch (error) {
    release();
    store.suspects.add(given.content.execution.id);
    throw error;
  }
};

const toApplied = <Response>(decision: Decision<Response>): Applied<Response> =>
  decision.ok ? { ok: true, response: decision.response } : decision;
