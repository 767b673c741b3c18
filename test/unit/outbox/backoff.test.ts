import fc from "fast-check";
import { expect, test } from "vitest";
import {
  backoffMilliseconds,
  handlerTimeoutMilliseconds,
  leaseSeconds,
} from "../../../services/outbox/model.ts";

test("waits double from half a second and end at five minutes", () => {
  const longest = [1, 2, 3, 10, 20].map((attempts) => backoffMilliseconds(attempts, 1));
  expect(longest).toEqual([500, 1_000, 2_000, 256_000, 300_000]);
});

test("another plan doubles from its own first wait to its own longest", () => {
  const plan = { firstMilliseconds: 2_000, maxMilliseconds: 5_000 };
  expect([1, 2, 3, 4].map((attempts) => backoffMilliseconds(attempts, 1, plan))).toEqual([
    2_000, 4_000, 5_000, 5_000,
  ]);
});

test("jitter keeps every wait between half and the whole", () => {
  const seed = Math.trunc(performance.now());
  console.log(`fast-check seed ${seed}`);
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 40 }),
      fc.double({ min: 0, max: 0.999, noNaN: true }),
      (attempts, random) => {
        const wait = backoffMilliseconds(attempts, random);
        const whole = backoffMilliseconds(attempts, 1);
        expect(wait).toBeGreaterThanOrEqual(Math.floor(whole / 2));
        expect(wait).toBeLessThanOrEqual(whole);
      },
    ),
    { seed },
  );
});

test("a lease outlives its handler", () => {
  expect(leaseSeconds * 1000).toBeGreaterThan(handlerTimeoutMilliseconds);
});
