import { readGoldens, recordedKinds } from "../../workflows/support/golden.ts";
import { costOf, priceOf } from "./price.ts";

const runs = 1_000;
const columns = [24, 12, 13, 14] as const;

const row = (cells: readonly [string, string, string, string]): string =>
  cells
    .map((cell, index) => (index === 0 ? cell.padEnd(columns[0]) : cell.padStart(columns[index] ?? 0)))
    .join("");

console.log(row(["kind (its good way)", "operations", "invocations", "1,000 runs"]));
for (const kind of recordedKinds()) {
  for (const golden of readGoldens(kind).filter(({ isGoodWay }) => isGoodWay)) {
    const cost = costOf(golden);
    const price = `$${priceOf(cost, runs).toFixed(4)}`;
    console.log(row([kind, String(cost.operations), String(cost.invocations), price]));
  }
}
console.log("\nUS East (N. Virginia); without compute time. See test/bench/cost/price.ts.");
