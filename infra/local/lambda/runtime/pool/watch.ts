import { idleWatchMs, watchMs } from "../limits.ts";

export type Watched = {
  readonly isBusy: () => boolean;
  readonly ping: () => void;
  readonly heldMb: () => Promise<number>;
  /** Told after each look how many pings in a row have gone unanswered. */
  readonly onSilence: (watches: number) => void;
  readonly onMemory: (heldMb: number) => void;
};

export type Watch = {
  /** The thread has answered. */
  readonly heard: () => void;
  /** Looks soon, also at a thread that was idle. */
  readonly wake: () => void;
  readonly silentWatches: () => number;
  readonly stop: () => void;
};

/**
 * Looks at a thread again and again: does it answer, and what does it hold? Silence is counted in looks,
 * not in time, so that a pause of the service itself is not taken for one of the thread.
 */
export const watchThread = (watched: Watched): Watch => {
  let timer: NodeJS.Timeout | undefined;
  let isIdle = true;
  let isAwaited = false;
  let isMeasured = true;
  let silent = 0;

  const look = (): void => {
    silent = isAwaited ? silent + 1 : 0;
    if (!isAwaited) watched.ping();
    isAwaited = true;
    if (isMeasured) void measure();
    schedule();
    watched.onSilence(silent);
  };

  const measure = async (): Promise<void> => {
    isMeasured = false;
    try {
      watched.onMemory(await watched.heldMb());
    } catch {
      // A thread that is gone holds nothing.
    }
    isMeasured = true;
  };

  const schedule = (): void => {
    clearTimeout(timer);
    isIdle = !watched.isBusy();
    timer = setTimeout(look, isIdle ? idleWatchMs : watchMs);
    timer.unref();
  };

  schedule();
  return {
    heard: () => {
      isAwaited = false;
      silent = 0;
    },
    wake: () => {
      if (isIdle) schedule();
    },
    silentWatches: () => silent,
    stop: () => clearTimeout(timer),
  };
};
