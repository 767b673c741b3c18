import type { ErrorObject } from "../../protocol/types.ts";
import { type EndCause, exited, timedOut } from "../error-objects.ts";
import { silentWatchesMax, silentWatchesMin, startSeconds } from "../limits.ts";
import type { FromThread, PackedOutcome, ThreadData } from "../messages.ts";
import type {
  ModuleSources,
  RuntimeCall,
  RuntimeFunction,
  RuntimeOutcome,
  RuntimeService,
} from "../runtime.ts";
import { blame } from "./blame.ts";
import { megabytes, startCarrier } from "./carrier.ts";
import { readExecutionArn } from "./execution-arn.ts";
import { serveRequest } from "./serve-request.ts";
import { watchThread } from "./watch.ts";

export type Started =
  | { readonly ok: true; readonly functions: readonly RuntimeFunction[]; readonly sources: ModuleSources }
  | { readonly ok: false; readonly error: (requestId: string) => ErrorObject };

export type Phase = "starting" | "open" | "retired" | "gone";

/** One thread of a pool and the invocations it runs. */
export type Member = {
  readonly started: Promise<Started>;
  readonly load: () => number;
  readonly phase: () => Phase;
  /** Whether it takes further invocations now. */
  readonly isOpen: () => boolean;
  /** Sends an invocation; the outcome is always told, and told once. */
  readonly invoke: (call: RuntimeCall, onOutcome: (outcome: RuntimeOutcome) => void) => void;
  /** Takes nothing more, and ends when its last invocation has. */
  readonly retire: () => void;
  /** Loses what is under way and ends the thread, if V8 lets it. */
  readonly end: () => Promise<void>;
};

export type MemberParts = {
  readonly data: Omit<ThreadData, "taken">;
  readonly service: RuntimeService;
  readonly log: (line: string) => void;
  readonly onError: (error: unknown) => void;
  /** One more invocation may find a place here, or none will any more. */
  readonly onChange: () => void;
  readonly onStarted: (started: Started) => void;
  readonly onSuspects: (calls: readonly RuntimeCall[]) => void;
  /** The thread itself is gone, which may be long after its invocations have been told. */
  readonly onGone: () => void;
};

type Live = {
  readonly call: RuntimeCall;
  readonly timer: NodeJS.Timeout;
  readonly onOutcome: (outcome: RuntimeOutcome) => void;
};

/** Starts a thread that loads the module and then takes invocations. */
export const startMember = (parts: MemberParts): Member => {
  const { data, service, log, onError, onChange } = parts;
  const live = new Map<string, Live>();
  const { promise: started, resolve: resolveStarted } = Promise.withResolvers<Started>();
  let phase: Phase = "starting";
  let ghosts = 0;
  let culprit: string | undefined;

  const begin = (begun: Started): void => {
    if (phase !== "starting") return;
    phase = begun.ok ? "open" : "gone";
    clearTimeout(startTimer);
    parts.onStarted(begun);
    resolveStarted(begun);
  };

  const receive = (message: FromThread): void => {
    switch (message.kind) {
      case "ready":
        begin({ ok: true, functions: message.functions, sources: message.sources });
        onChange();
        return;
      case "unready":
        refuseStart(() => message.error);
        return;
      case "pong":
        watch.heard();
        return;
      case "request":
        void serveRequest(service, message, onError).then(carrier.send);
        return;
      case "ended":
        settle(message.requestId, unpack(message.outcome));
        return;
      case "escaped":
        ghosts += 1;
        settle(message.requestId, { kind: "crashed", error: message.error });
        retire();
        return;
      case "exiting":
        culprit = message.requestId;
        return;
      case "log":
        return;
    }
  };

  const carrier = startCarrier({
    data,
    onMessage: receive,
    onLog: log,
    onGone: (cause) => {
      leave(cause);
      parts.onGone();
    },
  });

  const watch = watchThread({
    isBusy: () => live.size > 0,
    ping: () => carrier.send({ kind: "ping" }),
    heldMb: async () => megabytes(await carrier.heldBytes()),
    onSilence: (watches) => {
      if (watches >= silentWatchesMax && live.size > 1) giveUp({ kind: "silence" });
    },
    onMemory: (heldMb) => {
      if (heldMb > data.memoryLimitMb) giveUp({ kind: "memory" });
    },
  });

  const startTimer = setTimeout(
    () => refuseStart((requestId) => timedOut(requestId, startSeconds)),
    startSeconds * 1_000,
  );

  const refuseStart = (error: (requestId: string) => ErrorObject): void => {
    begin({ ok: false, error });
    watch.stop();
    void orderEnd();
    onChange();
  };

  const settle = (requestId: string, outcome: RuntimeOutcome): void => {
    const found = live.get(requestId);
    if (found === undefined) return;
    clearTimeout(found.timer);
    live.delete(requestId);
    found.onOutcome(outcome);
    if (phase === "retired" && live.size === 0) giveUp({ kind: "exit", status: 0 });
    onChange();
  };

  /** Whoever blocks the thread, its other invocations cannot end in time either: then no one is to blame yet. */
  const expire = (call: RuntimeCall): void => {
    if (live.size > 1 && watch.silentWatches() >= silentWatchesMin) {
      giveUp({ kind: "silence" });
      return;
    }
    ghosts += 1;
    retire();
    settle(call.requestId, {
      kind: "crashed",
      error: timedOut(call.requestId, call.timeoutSeconds),
    });
  };

  const retire = (): void => {
    if (phase === "gone" || phase === "retired") return;
    phase = "retired";
    if (live.size === 0) giveUp({ kind: "exit", status: 0 });
    onChange();
  };

  /** Ends the thread for a reason of ours; its invocations are told at once, not when it is gone. */
  const giveUp = (cause: EndCause): void => {
    leave(cause);
    void orderEnd();
  };

  const orderEnd = async (): Promise<void> => {
    if ((await carrier.end()) === "left") onError(new Error("A thread of functions does not end."));
  };

  /** Is called once more when a thread that was given up is gone. */
  const leave = (cause: EndCause): void => {
    if (phase === "gone") return;
    close(cause);
    const { guilty, lost, suspects } = blame([...live.keys()], { culprit, ghosts });
    parts.onSuspects(suspects.flatMap((requestId) => live.get(requestId)?.call ?? []));
    if (guilty !== undefined) settle(guilty, { kind: "crashed", error: exited(guilty, cause) });
    for (const requestId of lost) settle(requestId, { kind: "evicted" });
    onChange();
  };

  const close = (cause: EndCause): void => {
    begin({ ok: false, error: (requestId) => exited(requestId, cause) });
    phase = "gone";
    watch.stop();
  };

  return {
    started,
    load: () => live.size,
    phase: () => phase,
    isOpen: () => phase === "open" && watch.silentWatches() < silentWatchesMin,
    invoke: (call, onOutcome) => {
      const timer = setTimeout(() => expire(call), call.timeoutSeconds * 1_000);
      live.set(call.requestId, { call, timer, onOutcome });
      const { requestId, functionName, functionArn, timeoutSeconds } = call;
      const executionArn = readExecutionArn(call.event);
      const eventText = JSON.stringify(call.event) ?? "null";
      carrier.send({
        kind: "invoke",
        requestId,
        functionName,
        functionArn,
        timeoutSeconds,
        executionArn,
        eventText,
      });
      watch.wake();
    },
    retire,
    end: async () => {
      if (phase !== "gone") close({ kind: "silence" });
      for (const requestId of live.keys()) settle(requestId, { kind: "evicted" });
      await orderEnd();
    },
  };
};

const unpack = (outcome: PackedOutcome): RuntimeOutcome => {
  if (outcome.kind === "crashed") return outcome;
  const { outputText } = outcome;
  return { kind: "answered", output: outputText === undefined ? undefined : JSON.parse(outputText) };
};
