import { expect, test } from "vitest";
import { plantedBugs } from "./simulation/planted-bugs.ts";
import { simulate } from "./simulation/run.ts";

const seeds = 200;
const steps = 500;
const seedsToFindABug = 150;
const firstSeed = Number(process.env["SEED"] ?? 1);

test(`${seeds} random courses of ${steps} steps break no invariant`, () => {
  const violations = Array.from({ length: seeds }, (_, index) => firstSeed + index).flatMap((seed) => {
    const { violation } = simulate(seed, steps);
    return violation === undefined ? [] : [{ seed, ...violation }];
  });
  expect(violations).toEqual([]);
});

test("a seed repeats its course", () => {
  for (const seed of [1, 2, 3]) {
    const { digest } = simulate(seed, steps);
    expect(digest).not.toBe("");
    expect(simulate(seed, steps).digest).toBe(digest);
  }
});

test.each(Object.entries(plantedBugs))("a machine that %s is found out", (_, machine) => {
  for (let seed = 1; seed <= seedsToFindABug; seed += 1) {
    const { violation } = simulate(seed, steps, machine);
    if (violation === undefined) continue;
    console.log(`seed ${seed}, step ${violation.step}: ${violation.message}`);
    return;
  }
  expect.unreachable(`not found in ${seedsToFindABug} seeds`);
});
