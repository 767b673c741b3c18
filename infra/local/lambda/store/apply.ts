import type { Decision, State, Timer } from "../machine/state.ts";
import { type Fault, unknownExecution } from "../protocol/fault.ts";
import { loadDue, loadState, type Needs } from "./load.ts";
import { save } from "./save.ts";
import type { Store } from "./store.ts";

export type Applied<Response> =
  | { readonly ok: true; readonly response: Response }
  | { readonly ok: false; readonly fault: Fault };

export type Command<Response> = {
  readonly executionId: string;
  readonly needs: Needs;
  readonly decide: (now: number, state: State) => Decision<Response>;
};

const attemptsMax = 50;

/** Loads, lets the machine decide and writes, again from the start whenever another write came between. */
export const apply = <Response>(store: Store, command: Command<Response>): Promise<Applied<Response>> =>
  store.serialize(command.executionId, async () => {
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      const state = await loadState(store.sql, command.executionId, command.needs);
      if (state === undefined) return { ok: false, fault: unknownExecution };
      const decision = command.decide(store.now(), state);
      if (await commit(store, decision)) return answer(decision);
    }
    throw new Error(
      `Execution ${command.executionId} changed ${attemptsMax} times while it was to be written.`,
    );
  });

/** The same for the due timers of an execution. */
export const applyDue = (
  store: Store,
  executionId: string,
  decide: (now: number, state: State, timers: readonly Timer[]) => Decision<undefined>,
): Promise<void> =>
  store.serialize(executionId, async () => {
    for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
      const now = store.now();
      const loaded = await loadDue(store.sql, executionId, now);
      if (loaded === undefined) return;
      if (await commit(store, decide(now, loaded.state, loaded.timers))) return;
    }
  });

const commit = async (store: Store, decision: Decision<unknown>): Promise<boolean> => {
  if (!decision.ok || decision.changes === undefined) return true;
  const { changes, events, timers } = decision;
  const saved = await save(store.sql, [{ changes, events, timers }]);
  if (!saved.has(changes.execution.id)) return false;
  store.onCommit({ execution: changes.execution, timers: timers.set });
  return true;
};

const answer = <Response>(decision: Decision<Response>): Applied<Response> =>
  decision.ok ? { ok: true, response: decision.response } : decision;
