import type { Cost } from "./measure/cost.ts";
import type { EngineName } from "./options.ts";
import type { Results } from "./results.ts";

export type Aim = {
  readonly aim: string;
  readonly measured: number;
  readonly verdict: "met" | "not met" | "not measured";
};

/** In flight, and how many times the speed of the faster peer is aimed at. */
const overPeers = [
  [16, 1.25],
  [64, 2.5],
] as const;
const overNull = [1, 16, 64];
const nullShareLeast = 2 / 3;
const doneMedianMs = 4;
const doneLateMs = 20;
const commitsAloneMost = 6;
const commitsTogetherMost = 1;
const together = 64;
const walBytesMost = 4_096;
const late = 0.99;

const least = (aim: string, measured: number, bound: number): Aim => ({
  aim,
  measured,
  verdict: verdict(measured, measured >= bound),
});
const most = (aim: string, measured: number, bound: number): Aim => ({
  aim,
  measured,
  verdict: verdict(measured, measured <= bound),
});
const verdict = (measured: number, isMet: boolean): Aim["verdict"] => {
  if (Number.isNaN(measured)) return "not measured";
  return isMet ? "met" : "not met";
};

/** The project's aims for the durable Lambda service beside what was measured. */
export const compareWithAims = (results: Results, costs: ReadonlyMap<number, Cost>): readonly Aim[] => {
  const peers: readonly EngineName[] = ["restate", "dbos"];
  const overFaster = (inFlight: number): number =>
    Math.min(
      ...peers
        .filter((peer) => results.engines().includes(peer))
        .map((peer) => results.ratio("countersign", peer, inFlight)),
    );
  const cost = (inFlight: number, name: "transactions" | "writes" | "walBytes"): number =>
    costs.get(inFlight)?.[name] ?? Number.NaN;
  const finite = (ratio: number): number => (Number.isFinite(ratio) ? ratio : Number.NaN);

  return [
    ...overNull.map((inFlight) =>
      least(
        `speed with ${inFlight} in flight ÷ null engine's ≥ 0.67`,
        results.ratio("countersign", "null", inFlight),
        nullShareLeast,
      ),
    ),
    ...overPeers.map(([inFlight, times]) =>
      least(
        `speed with ${inFlight} in flight ÷ faster of Restate and DBOS ≥ ${times}`,
        finite(overFaster(inFlight)),
        times,
      ),
    ),
    most(
      `decision → done, median, ms ≤ ${doneMedianMs}`,
      results.decisionToDone("countersign", 1, 0.5),
      doneMedianMs,
    ),
    most(
      `decision → done, p99, ms ≤ ${doneLateMs}`,
      results.decisionToDone("countersign", 1, late),
      doneLateMs,
    ),
    most(`commits a round trip, alone ≤ ${commitsAloneMost}`, cost(1, "transactions"), commitsAloneMost),
    most(`  of them commits that write ≤ ${commitsAloneMost}`, cost(1, "writes"), commitsAloneMost),
    most(
      `commits a round trip, ${together} in flight ≤ ${commitsTogetherMost}`,
      cost(together, "transactions"),
      commitsTogetherMost,
    ),
    most(
      `  of them commits that write ≤ ${commitsTogetherMost}`,
      cost(together, "writes"),
      commitsTogetherMost,
    ),
    ...[1, together].map((inFlight) =>
      most(
        `WAL bytes a round trip, ${inFlight} in flight ≤ ${walBytesMost}`,
        cost(inFlight, "walBytes"),
        walBytesMost,
      ),
    ),
  ];
};
