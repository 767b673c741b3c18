import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { createBatch } from "../batch.ts";
import { endMs, heapReserveMb } from "../limits.ts";
import type { EndCause } from "../error-objects.ts";
import type { FromThread, ThreadData, ToThread } from "../messages.ts";

/** A worker thread, seen as something to send messages to until it is gone. */
export type Carrier = {
  readonly send: (message: ToThread) => void;
  /** Bytes that the thread holds, garbage included. A blocked thread is asked in vain only while V8 does not listen. */
  readonly heldBytes: () => Promise<number>;
  /** Tells the thread to end and waits a while: a loop inside one of V8's own functions may never hear it. */
  readonly end: () => Promise<"ended" | "left">;
};

export type CarrierParts = {
  readonly data: Omit<ThreadData, "taken">;
  readonly onMessage: (message: FromThread) => void;
  readonly onLog: (line: string) => void;
  /** The thread is gone, for whatever reason. */
  readonly onGone: (cause: EndCause) => void;
};

const threadFile = new URL("../thread/main.ts", import.meta.url);
const bytesPerMb = 1024 * 1024;
/** A small young generation, so that one collection moves no more into the old one than V8 forgives. */
const youngGenerationMb = 48;

/** Starts a thread. */
export const startCarrier = ({ data, onMessage, onLog, onGone }: CarrierParts): Carrier => {
  const taken = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const worker = new Worker(threadFile, {
    workerData: { ...data, taken } satisfies ThreadData,
    resourceLimits: {
      maxOldGenerationSizeMb: data.memoryLimitMb + heapReserveMb,
      maxYoungGenerationSizeMb: youngGenerationMb,
    },
  });
  let cause: EndCause | undefined;
  const take = (message: FromThread): void => {
    if (message.kind !== "log") {
      onMessage(message);
      return;
    }
    Atomics.add(taken, 0, 1);
    Atomics.notify(taken, 0);
    onLog(message.line);
  };
  worker.on("message", (messages: readonly FromThread[]) => {
    for (const message of messages) take(message);
  });
  const batch = createBatch<ToThread>((messages) => worker.postMessage(messages));
  worker.on("error", (error: Error & { readonly code?: string }) => {
    if (error.code === "ERR_WORKER_OUT_OF_MEMORY") cause = { kind: "memory" };
  });
  worker.once("exit", (status) => onGone(cause ?? { kind: "exit", status }));
  return {
    send: batch.add,
    heldBytes: async () => {
      const { total_heap_size, external_memory } = await worker.getHeapStatistics();
      return total_heap_size + external_memory;
    },
    end: async () => {
      const waiting = new AbortController();
      const late = sleep(endMs, "left" as const, { signal: waiting.signal });
      const ended = worker.terminate().then(() => "ended" as const);
      return Promise.race([ended, late]).finally(() => waiting.abort());
    },
  };
};

export const megabytes = (bytes: number): number => bytes / bytesPerMb;
