import { createHash, randomUUID } from "node:crypto";

/** One call of a task: what it is about, and which try it is. */
export type Draw = { readonly type: string; readonly reference: string | null; readonly attempt: number };

/** Where the sandbox's ids come from, and its luck: numbers in [0, 1) for the switches that strike at random. */
export type Chance = {
  readonly newId: () => string;
  readonly luckOf: (draw: Draw) => () => number;
};

const wordRange = 2 ** 32;

/**
 * Without a seed every number is fresh. With one, a call's luck hangs on what it is about and on nothing else: the same
 * calls have the same luck again, in whatever order they come.
 */
export const createChance = (seed: string | null): Chance => ({
  newId: randomUUID,
  luckOf: ({ type, reference, attempt }) => {
    if (seed === null) return Math.random;
    let draws = 0;
    return () => {
      draws += 1;
      const text = JSON.stringify([seed, type, reference, attempt, draws]);
      return createHash("sha256").update(text).digest().readUInt32BE() / wordRange;
    };
  },
});
