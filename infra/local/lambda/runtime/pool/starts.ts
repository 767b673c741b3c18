import { startPauseMs, startPauseMsMax } from "../limits.ts";
import type { Started } from "./member.ts";

export type FailedStart = Extract<Started, { readonly ok: false }>;

/** Remembers how threads have started, so that a module that cannot be loaded is not loaded over and over. */
export type Starts = {
  readonly note: (started: Started) => void;
  /** The failure to report instead of starting one more thread now. */
  readonly refusal: () => FailedStart | undefined;
};

export const createStarts = (now: () => number): Starts => {
  let failed: FailedStart | undefined;
  let failures = 0;
  let pausedUntil = 0;
  return {
    note: (started) => {
      failed = started.ok ? undefined : started;
      failures = started.ok ? 0 : failures + 1;
      pausedUntil = now() + Math.min(startPauseMs * 2 ** (failures - 1), startPauseMsMax);
    },
    refusal: () => (now() < pausedUntil ? failed : undefined),
  };
};
