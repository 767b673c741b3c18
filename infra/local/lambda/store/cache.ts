import type { Stored } from "./stored.ts";

/** Bounds what is kept of executions that nothing is going on with, in bytes of their payloads and records. */
const bytesMax = 16 * 1024 * 1024;
/** What a record costs besides its payloads, roughly. */
const operationBytes = 600;

/** The last known states of executions. Only a guess: what is decided on one is proved by its write. */
export type Cache = {
  readonly get: (id: string) => Stored | undefined;
  readonly set: (id: string, stored: Stored) => void;
  readonly delete: (id: string) => void;
};

/** Keeps what was used last. */
export const createCache = (): Cache => {
  const kept = new Map<string, { readonly stored: Stored; readonly bytes: number }>();
  let bytes = 0;

  const remove = (id: string): void => {
    bytes -= kept.get(id)?.bytes ?? 0;
    kept.delete(id);
  };

  return {
    get: (id) => kept.get(id)?.stored,
    delete: remove,
    set: (id, stored) => {
      remove(id);
      if (stored.execution.status !== "RUNNING") return;
      const size = stored.execution.storedBytes + (stored.operations.size + 1) * operationBytes;
      kept.set(id, { stored, bytes: size });
      bytes += size;
      for (const oldest of kept.keys()) {
        if (bytes <= bytesMax) return;
        remove(oldest);
      }
    },
  };
};
