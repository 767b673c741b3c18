import { isDeepStrictEqual } from "node:util";
import type { Decision } from "../../../../infra/local/lambda/machine/state.ts";
import { type Content, decodeJournal, encodeContent } from "../../../../infra/local/lambda/store/content.ts";
import {
  beginWanted,
  type Beginning,
  decideAll,
  type Step,
} from "../../../../infra/local/lambda/store/decide-all.ts";
import {
  createDeferrals,
  type Decide,
  type Deferrals,
} from "../../../../infra/local/lambda/store/deferrals.ts";
import type { Begun } from "../../../../infra/local/lambda/store/store.ts";
import { advance, emptyStored, fold, type Stored } from "../../../../infra/local/lambda/store/stored.ts";
import { merge } from "../../../../infra/local/lambda/store/write.ts";
import { checkWrite, Violation } from "./invariants.ts";
import type { Machine } from "./machine.ts";
import type { Random } from "./random.ts";

/** What the database holds of an execution. */
export type Kept = { stored: Stored; readonly journal: Content[] };

/** A process: what it knows may be old, and is gone when it dies. */
export type Process = {
  readonly number: number;
  readonly cache: Map<string, Stored>;
  readonly deferrals: Deferrals;
  /** Executions that a write of this process is under way for. */
  readonly busy: Set<string>;
  isAlive: boolean;
};

/** A write on its way to the database. */
type Pending = {
  readonly process: Process;
  readonly executionId: string;
  readonly commit: () => void;
};

export type World = ReturnType<typeof createWorld>;

const checkedOnceIn = 40;

/** A database, processes that die, and a clock that jumps; everything by the given source of randomness. */
export const createWorld = (
  machine: Machine,
  random: Random,
  onBegun: (process: Process, begun: Begun) => void,
) => {
  const database = new Map<string, Kept>();
  let now = 1_750_000_000_000;
  let pending: Pending[] = [];
  let counter = 0;
  const processes: Process[] = [];

  const newId = (kind: string): string => {
    counter += 1;
    return `${kind}-${counter}`;
  };

  const addProcess = (): Process => {
    counter += 1;
    const process: Process = {
      number: counter,
      cache: new Map(),
      deferrals: createDeferrals(),
      busy: new Set(),
      isAlive: true,
    };
    processes.push(process);
    return process;
  };

  /** What is read from the database is the journal, decoded. */
  const load = (executionId: string): Stored | undefined => {
    const kept = database.get(executionId);
    if (kept === undefined || !random.chance(1 / checkedOnceIn)) return kept?.stored;
    const bodies: Buffer[] = [];
    let before: Stored | undefined;
    for (const content of kept.journal) {
      bodies.push(encodeContent(content, before ?? { execution: undefined, operations: new Map() }));
      before = advance(before ?? emptyStored(content.execution, content.input ?? ""), [content]);
    }
    const read = fold(decodeJournal(bodies));
    const same = read !== undefined && isDeepStrictEqual(plain(read), plain(kept.stored));
    if (!same) throw new Violation("theJournalTellsTheState: it does not");
    return kept.stored;
  };

  const write = (executionId: string, before: Stored | undefined, content: Content): boolean => {
    const kept = database.get(executionId);
    if (kept?.stored.execution.revision !== before?.execution.revision) return false;
    const base = kept?.stored ?? emptyStored(content.execution, content.input ?? "");
    const after = advance(base, [content]);
    checkWrite({ before: kept?.stored, after, events: content.events });
    if (kept === undefined) database.set(executionId, { stored: after, journal: [content] });
    else {
      kept.stored = after;
      kept.journal.push(content);
    }
    return true;
  };

  const invocationsOf = (process: Process) => ({
    worker: process.number,
    reserve: () => (random.chance(0.9) ? newId("invocation") : undefined),
    release: () => undefined,
  });

  /** Decisions are made twice now and then: the same must come of the same, and nothing may be touched. */
  const checked =
    <Response>(decide: Decide<Response>): Decide<Response> =>
    (moment, stored) => {
      const before = random.chance(1 / checkedOnceIn) ? JSON.stringify(plain(stored)) : undefined;
      const decision = decide(moment, stored);
      if (before === undefined) return decision;
      if (!isDeepStrictEqual(decide(moment, stored), decision)) {
        throw new Violation("aDecisionIsDeterministic: it is not");
      }
      if (JSON.stringify(plain(stored)) !== before) throw new Violation("aDecisionTouchesNothing: it does");
      return decision;
    };

  const send = (process: Process, executionId: string, commit: () => void): void => {
    process.busy.add(executionId);
    pending.push({ process, executionId, commit });
  };

  /**
   * Lets a process decide on what it knows and sends the write, like `store/apply.ts`. The answer is told when it is
   * durable, unless it gets lost on the way.
   */
  const propose = <Response>(
    process: Process,
    executionId: string,
    decide: Decide<Response>,
    onAnswer: (answer: Decision<Response>) => void = () => undefined,
  ): void => {
    if (!process.isAlive || process.busy.has(executionId)) return;
    const deferred = process.deferrals.take(executionId);
    const attempt = (known: Stored | undefined): void => {
      const stored = known ?? load(executionId);
      if (stored === undefined) return;
      const decided = decideAll(now, stored, deferred, checked(decide));
      checkSteps(stored, decided.steps);
      const beginning = beginWith(process, decided.stored);
      const [first, ...others] = beginning === undefined ? decided.steps : [...decided.steps, beginning.step];
      if (first === undefined) {
        if (known !== undefined) {
          process.cache.delete(executionId);
          attempt(undefined);
        } else onAnswer(decided.answer);
        return;
      }
      const reached = beginning?.begun.stored ?? decided.stored;
      send(process, executionId, () => {
        if (write(executionId, stored, merge([first, ...others]))) {
          process.cache.set(executionId, reached);
          if (beginning !== undefined) onBegun(process, beginning.begun);
          onAnswer(decided.answer);
        } else {
          process.cache.delete(executionId);
          attempt(undefined);
        }
      });
    };
    attempt(process.cache.get(executionId));
  };

  const beginWith = (process: Process, stored: Stored): Beginning | undefined =>
    beginWanted(now, stored, invocationsOf(process), machine.beginInvocation);

  return {
    machine,
    random,
    database,
    processes,
    newId,
    addProcess,
    propose,
    now: () => now,
    advanceClock: (milliseconds: number) => {
      now += milliseconds;
    },
    pendingCount: () => pending.length,
    /** Starts an execution whose name is its id, if that is free. */
    create: (process: Process, executionId: string, start: Step, input: string): void => {
      if (!process.isAlive || process.busy.has(executionId)) return;
      const started = advance(emptyStored(start.changes.execution, input), [
        { ...start.changes, timers: start.timers },
      ]);
      const beginning = beginWith(process, started);
      const content = merge(beginning === undefined ? [start] : [start, beginning.step]);
      send(process, executionId, () => {
        if (database.has(executionId)) return;
        if (!write(executionId, undefined, { ...content, input })) return;
        process.cache.set(executionId, beginning?.begun.stored ?? started);
        if (beginning !== undefined) onBegun(process, beginning.begun);
      });
    },
    /** Brings one write to the database. */
    deliver: (): void => {
      const at = random.below(pending.length);
      const [one] = pending.splice(at, 1);
      if (one === undefined) return;
      one.process.busy.delete(one.executionId);
      one.commit();
    },
    /** A process dies: of its writes under way some were made, and nobody learns of it. */
    kill: (process: Process, onKilled: () => void): void => {
      process.isAlive = false;
      onKilled();
      const own = pending.filter((one) => one.process === process);
      pending = pending.filter((one) => one.process !== process);
      for (const one of own) if (random.chance(0.5)) one.commit();
      // What a lost race would have sent again died with it.
      pending = pending.filter((one) => one.process !== process);
      processes.splice(processes.indexOf(process), 1);
    },
  };
};

/** A write may end one invocation and begin the next, but never replace one by another. */
const checkSteps = (stored: Stored, steps: readonly Step[]): void => {
  let before = stored.execution.invocation?.id;
  for (const { changes } of steps) {
    const after = changes.execution.invocation?.id;
    if (before !== undefined && after !== undefined && before !== after) {
      throw new Violation(`oneInvocationAtATime: ${after} replaces ${before}`);
    }
    before = after;
  }
};

/** Members that are undefined come back absent. */
const plain = (stored: Stored): unknown =>
  JSON.parse(
    JSON.stringify({
      ...stored,
      operations: [...stored.operations.values()],
      timers: [...stored.timers.values()].toSorted((one, other) => one.dueAt - other.dueAt),
    }),
  );
