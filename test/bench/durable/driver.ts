import { setTimeout as sleep } from "node:timers/promises";
import type { FromDriver, Measure, Measured } from "./driver-messages.ts";
import { type Engine, expectedResult } from "./engine.ts";
import { openNamed } from "./open-named.ts";

/** A round trip that takes longer is stuck. */
const tripSecondsMax = 60;
const decision = "approved";
let runs = 0;

const roundTrip = async (engine: Engine, pauseMs: number): Promise<number> => {
  const run = `run-${process.pid}-${(runs += 1)}`;
  const trip = engine.start(run);
  // Whoever fails first ends the wait for the other.
  await Promise.race([trip.waiting, trip.done]);
  if (pauseMs > 0) await sleep(pauseMs);
  const decidedAt = performance.now();
  const [result] = await Promise.all([trip.done, trip.decide(decision)]);
  if (result !== expectedResult(run, decision)) throw new Error(`${run} came to ${result}.`);
  return performance.now() - decidedAt;
};

const bounded = async <Value>(work: Promise<Value>): Promise<Value> => {
  const { promise: expired, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(
    () => reject(new Error(`A round trip took longer than ${tripSecondsMax} s.`)),
    tripSecondsMax * 1_000,
  );
  try {
    return await Promise.race([work, expired]);
  } finally {
    clearTimeout(timer);
  }
};

/** Keeps so many round trips in flight until the time is over, and counts them all with the time they took. */
const measure = async (engine: Engine, { inFlight, milliseconds, pauseMs }: Measure): Promise<Measured> => {
  const decisionToDone: number[] = [];
  const began = performance.now();
  const keepGoing = async (): Promise<void> => {
    while (performance.now() - began < milliseconds) {
      decisionToDone.push(await bounded(roundTrip(engine, pauseMs)));
    }
  };
  await Promise.all(Array.from({ length: inFlight }, keepGoing));
  return { trips: decisionToDone.length, seconds: (performance.now() - began) / 1_000, decisionToDone };
};

const [name = "", databaseUrl = "", folder = ""] = process.argv.slice(2);
const send = (message: FromDriver): void => void process.send?.(message);
const fail = (error: unknown): void =>
  send({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });

try {
  const engine = await openNamed(name, { databaseUrl, folder });
  process.on("message", (asked: Measure) => {
    measure(engine, asked).then(send, fail);
  });
  process.once("disconnect", () => {
    void engine.close().finally(() => process.exit(0));
  });
  send({ ready: true, processIds: engine.processIds });
} catch (error) {
  fail(error);
}
