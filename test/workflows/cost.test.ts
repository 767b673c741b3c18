import { expect, test } from "vitest";
import { expectedCosts } from "../bench/cost/expected.ts";
import { costOf, priceOf } from "../bench/cost/price.ts";
import { readGoldens, recordedKinds } from "./support/golden.ts";

test("the good way of every kind takes as many operations and invocations as it is known to", () => {
  const costs = recordedKinds().flatMap((kind) =>
    readGoldens(kind)
      .filter(({ isGoodWay }) => isGoodWay)
      .map(costOf)
      .map(({ operations, invocations }) => [kind, { operations, invocations }] as const),
  );
  expect(Object.fromEntries(costs)).toEqual(expectedCosts);
});

test("a price is that of the operations, the invocations and the bytes together", () => {
  const cost = { kind: "order", operations: 25, invocations: 10, writtenBytes: 4_000 };
  // 25,000 operations cost 20 cents, 10,000 invocations 0.2 cents, 4 MB 0.1 cents.
  expect(priceOf(cost, 1_000)).toBeCloseTo(0.203, 10);
});
