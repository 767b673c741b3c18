import type { Measured } from "./driver-messages.ts";
import { median, quantile } from "./measure/statistics.ts";
import type { EngineName } from "./options.ts";

/** Measurements by engine and number in flight, one of each round. */
export type Results = {
  readonly add: (engine: EngineName, inFlight: number, measured: Measured) => void;
  readonly engines: () => readonly EngineName[];
  /** Round trips a second, at the median of the rounds. */
  readonly speed: (engine: EngineName, inFlight: number) => number;
  /**
   * How many times faster the one engine is. Each round is compared in itself, because the machine's speed drifts more
   * from round to round than within one.
   */
  readonly ratio: (engine: EngineName, other: EngineName, inFlight: number) => number;
  /** Milliseconds from decision to done, of all rounds together. */
  readonly decisionToDone: (engine: EngineName, inFlight: number, share: number) => number;
};

export const createResults = (): Results => {
  const all = new Map<EngineName, Map<number, Measured[]>>();
  const of = (engine: EngineName, inFlight: number): readonly Measured[] =>
    all.get(engine)?.get(inFlight) ?? [];
  const speedOf = ({ trips, seconds }: Measured): number => trips / seconds;

  return {
    add: (engine, inFlight, measured) => {
      const byInFlight = all.get(engine) ?? new Map<number, Measured[]>();
      byInFlight.set(inFlight, [...(byInFlight.get(inFlight) ?? []), measured]);
      all.set(engine, byInFlight);
    },
    engines: () => [...all.keys()],
    speed: (engine, inFlight) => median(of(engine, inFlight).map(speedOf)),
    ratio: (engine, other, inFlight) => {
      const others = of(other, inFlight);
      const ratios = of(engine, inFlight).flatMap((measured, round) => {
        const against = others[round];
        return against === undefined ? [] : [speedOf(measured) / speedOf(against)];
      });
      return median(ratios);
    },
    decisionToDone: (engine, inFlight, share) =>
      quantile(
        of(engine, inFlight).flatMap(({ decisionToDone }) => decisionToDone),
        share,
      ),
  };
};
