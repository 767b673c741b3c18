import { randomInt } from "node:crypto";

const seedMax = 2 ** 31 - 1;
const multiplier = 48_271;

/** Numbers in [0, 1) that a printed seed brings back (Park and Miller's generator). SEED repeats a run. */
export const seededRandom = (): (() => number) => {
  const seed = Number(process.env["SEED"] ?? randomInt(1, seedMax));
  console.log(`SEED=${seed}`);
  let state = seed;
  return () => {
    state = (state * multiplier) % seedMax;
    return state / seedMax;
  };
};
