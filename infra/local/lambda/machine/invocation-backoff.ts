const backoffFirstMs = 1_000;
const backoffMostMs = 60_000;

/** An asynchronous invocation of a plain function is tried three times, as Lambda's event queue does. */
export const plainAttemptsMax = 3;

/** Pause after the given number of failed invocations in a row: 1, 2, 4 … 60 s, until the execution times out. */
export const invocationBackoffMs = (attempts: number): number =>
  Math.min(backoffFirstMs * 2 ** Math.max(0, attempts - 1), backoffMostMs);

/** Like a failed invocation, but the first loss is continued at once: most often the machine was restarted. */
export const lostWorkerBackoffMs = (attempts: number): number =>
  attempts <= 1 ? 0 : invocationBackoffMs(attempts - 1);
