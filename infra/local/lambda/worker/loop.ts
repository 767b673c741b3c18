/** A piece of work that runs when it is woken and at the moment it named itself. */
export type Loop = {
  readonly wakeAt: (moment: number) => void;
  /** Ends the loop, after the run under way. */
  readonly stop: () => Promise<void>;
};

export type LoopParts = {
  /** Does what is to be done and returns when to run again at the latest, in epoch milliseconds. */
  readonly run: () => Promise<number>;
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
};

const pauseAfterErrorMs = 500;
/** Timers of JavaScript overflow above 2^31 ms. */
const sleepMostMs = 60_000;

/**
 * Runs a piece of work over and over, never twice at once. Its timer is only an alarm clock: what
 * is due, the work itself reads from the database.
 */
export const startLoop = ({ run, now, onError }: LoopParts): Loop => {
  let wakeAt = now();
  let isStopped = false;
  let ring: () => void = () => undefined;

  const sleep = async (): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>();
    ring = resolve;
    const timer = setTimeout(resolve, Math.max(0, Math.min(wakeAt - now(), sleepMostMs)));
    await promise;
    clearTimeout(timer);
  };

  const runOnce = async (): Promise<void> => {
    wakeAt = Number.POSITIVE_INFINITY;
    try {
      const next = await run();
      wakeAt = Math.min(wakeAt, next);
    } catch (error) {
      onError(error);
      wakeAt = Math.min(wakeAt, now() + pauseAfterErrorMs);
    }
  };

  const done = (async () => {
    while (!isStopped) {
      if (wakeAt <= now()) await runOnce();
      else await sleep();
    }
  })();

  return {
    wakeAt: (moment) => {
      if (moment >= wakeAt) return;
      wakeAt = moment;
      ring();
    },
    stop: async () => {
      isStopped = true;
      ring();
      await done;
    },
  };
};
