/** Limits of the runtimes, each with its unit in the name. */

/** How often a busy thread is asked whether it answers and how much memory it holds. */
export const watchMs = 100;
/** An idle thread may still hold a timer that a function left behind. */
export const idleWatchMs = 1_000;
/** A thread that has not answered so many times in a row is blocked. */
export const silentWatchesMin = 5;
/** A blocked thread with several invocations is given up after so many; one that blocks alone has until its time-out. */
export const silentWatchesMax = 100;

/** How long a thread may take to load its module. */
export const startSeconds = 30;
/** Pauses between starts that fail. */
export const startPauseMs = 1_000;
export const startPauseMsMax = 30_000;
/** How long to wait for a thread to end that was told to; a loop inside V8 can outlast any order. */
export const endMs = 2_000;

/**
 * V8 brings the whole process down when a thread allocates past its limit faster than it is ended. So V8's
 * limit lies above the one that is watched, by more than a thread allocates between two watches.
 */
export const heapReserveMb = 1_024;

/** Log lines that a thread may be ahead of the service; then it has to wait. */
export const logLinesAheadMax = 1_000;
export const logWaitMs = 1_000;
export const logLineCharactersMax = 256 * 1_024;

/** Attempts of a checkpoint that the service fails to serve, as AWS's client makes them. */
export const requestAttemptsMax = 3;
export const requestPauseMs = 100;
