import { setTimeout as sleep } from "node:timers/promises";

/** Waits, but not beyond the moment that one of the signals says nobody needs it any more. */
export const wait = async (milliseconds: number, signals: readonly AbortSignal[]): Promise<void> => {
  try {
    await sleep(milliseconds, undefined, { signal: AbortSignal.any([...signals]) });
  } catch (error) {
    if (!(error instanceof Error && error.name === "AbortError")) throw error;
  }
};
