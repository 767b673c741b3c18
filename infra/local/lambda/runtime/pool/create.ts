import type { ModuleSources, Runtime, RuntimeCall, RuntimeOutcome, RuntimeService } from "../runtime.ts";
import { type Member, startMember } from "./member.ts";
import { createStarts, type FailedStart } from "./starts.ts";
import { createSuspects } from "./suspects.ts";

export type ThreadRuntimeOptions = {
  /** Each export that is a function is a Lambda function of that name. */
  readonly modulePath: string;
  /** What the module and its imports are to be; without them the first thread takes them from their files. */
  readonly sources?: ModuleSources | undefined;
  /** Added to the environment of the process, for these functions only. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  /** By message unless said otherwise. By HTTP the SDK's clients are left alone and find the service by the environment. */
  readonly checkpointsBy?: "message" | "http" | undefined;
  readonly threads: number;
  /** How many invocations one thread runs at once; more have to wait. */
  readonly invocationsPerThreadMax: number;
  /** Of each thread, garbage included. */
  readonly memoryLimitMb: number;
  readonly service: RuntimeService;
  /** Told every line that a function logs: one JSON record, without its line end. */
  readonly log: (line: string) => void;
  /** Told of troubles that the runtime survives. */
  readonly onError: (error: unknown) => void;
};

export type ThreadRuntime = Runtime & {
  /** What every thread of this runtime runs, whatever becomes of the files. */
  readonly sources: ModuleSources;
};

type Waiting = { readonly call: RuntimeCall; readonly onOutcome: (outcome: RuntimeOutcome) => void };

/**
 * Runs functions in worker threads. A function that exits, throws outside its invocation, blocks or leaks ends its
 * thread, which another one replaces. Rejects when the module cannot be loaded.
 */
export const createThreadRuntime = async (options: ThreadRuntimeOptions): Promise<ThreadRuntime> => {
  const { threads, invocationsPerThreadMax } = options;
  const members = new Set<Member>();
  /** Threads that run one suspect each. */
  const cells = new Set<Member>();
  /** Threads that are not gone yet, among them those that were given up. */
  const present = new Set<Member>();
  const starts = createStarts(() => performance.now());
  const suspects = createSuspects();
  let waiting: Waiting[] = [];
  let sources = options.sources;
  let isClosed = false;

  const start = (into: Set<Member>): Member => {
    const member = startMember({
      ...options,
      data: {
        modulePath: options.modulePath,
        environment: options.environment ?? {},
        memoryLimitMb: options.memoryLimitMb,
        checkpointsBy: options.checkpointsBy ?? "message",
        sources,
      },
      onStarted: starts.note,
      onChange: () => dispatch(),
      onSuspects: suspects.add,
      onGone: () => present.delete(member),
    });
    into.add(member);
    present.add(member);
    return member;
  };

  const dispatch = (): void => {
    for (const set of [members, cells]) {
      for (const member of set) if (member.phase() === "gone") set.delete(member);
    }
    const entries = waiting;
    waiting = [];
    for (const entry of entries) if (!place(entry)) waiting.push(entry);
  };

  /** Sends an invocation to a thread, or answers it; false when it has to wait. */
  const place = (entry: Waiting): boolean => {
    if (isClosed) return answer(entry, { kind: "evicted" });
    if (suspects.has(entry.call)) return placeAlone(entry);
    const serving = [...members].filter((member) => member.phase() !== "retired");
    const [best] = serving
      .filter((member) => member.isOpen() && member.load() < invocationsPerThreadMax)
      .toSorted((one, other) => one.load() - other.load());
    const isStarting = serving.some((member) => member.phase() === "starting");
    const refusal = starts.refusal();
    const wantsMore = best === undefined || best.load() > 0;
    if (wantsMore && !isStarting && serving.length < threads && refusal === undefined) start(members);
    if (best !== undefined) {
      best.invoke(entry.call, entry.onOutcome);
      return true;
    }
    return serving.length === 0 && refusal !== undefined ? answer(entry, failed(entry.call, refusal)) : false;
  };

  const placeAlone = (entry: Waiting): boolean => {
    const refusal = starts.refusal();
    if (refusal !== undefined) return answer(entry, failed(entry.call, refusal));
    if (cells.size >= threads) return false;
    void runAlone(entry);
    return true;
  };

  const runAlone = async (entry: Waiting): Promise<void> => {
    const member = start(cells);
    const started = await member.started;
    if (!started.ok) {
      answer(entry, isClosed ? { kind: "evicted" } : failed(entry.call, started));
      return;
    }
    member.invoke(entry.call, (outcome) => {
      suspects.note(entry.call, outcome);
      entry.onOutcome(outcome);
    });
    member.retire();
  };

  const close = async (): Promise<{ readonly threadsLeft: number }> => {
    isClosed = true;
    dispatch();
    await Promise.all([...present].map((member) => member.end()));
    return { threadsLeft: present.size };
  };

  const first = await start(members).started;
  if (!first.ok) {
    await close();
    const { ErrorType: name, ErrorMessage: message } = first.error("start");
    throw Object.assign(new Error(message), { name });
  }
  sources = first.sources;
  return {
    functions: first.functions,
    sources: first.sources,
    invoke: (call) => {
      const { promise, resolve } = Promise.withResolvers<RuntimeOutcome>();
      waiting.push({ call, onOutcome: resolve });
      dispatch();
      return promise;
    },
    close,
  };
};

const answer = ({ onOutcome }: Waiting, outcome: RuntimeOutcome): true => {
  onOutcome(outcome);
  return true;
};

const failed = ({ requestId }: RuntimeCall, start: FailedStart): RuntimeOutcome => ({
  kind: "crashed",
  error: start.error(requestId),
});
