import { expect, test } from "vitest";
import { simulate } from "../unit/lambda/simulation/run.ts";

const seeds = 10_000;
const steps = 500;
const toldEvery = 1_000;
const firstSeed = Number(process.env["SEED"] ?? 1);

test("10,000 random courses of 500 steps break no invariant", () => {
  const began = performance.now();
  for (let done = 1; done <= seeds; done += 1) {
    const seed = firstSeed + done - 1;
    const { violation } = simulate(seed, steps);
    expect(violation, `SEED=${seed}`).toBeUndefined();
    if (done % toldEvery === 0) {
      console.log(`${done} courses, ${((performance.now() - began) / 1_000).toFixed(0)} s`);
    }
  }
});
