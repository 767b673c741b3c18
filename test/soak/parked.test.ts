import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { addParked } from "../local/lambda/support/ballast.ts";
import { untilEnded } from "../local/lambda/support/service.ts";
import { openWorkers, type Workers } from "../local/lambda/support/workers.ts";

const few = 1_000;
const many = 100_000;
const runsPerMeasurement = 200;
const inFlight = 16;
const measurements = 7;
const speedKept = 0.9;
const megabytesMore = 50;

let workers: Workers;
beforeEach(async () => {
  workers = await openWorkers(1);
});
afterEach(() => workers.close());

const median = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

let nextRun = 0;

/** Starts, parks, resumes and ends one run. */
const roundTrip = async (run: number): Promise<void> => {
  const arn = await workers.startRun(run, "park");
  for (;;) {
    const [callback] = await workers.sql<{ id: string }[]>`select id from callbacks where run = ${run}`;
    if (callback !== undefined) {
      await workers.answer(callback.id, "done");
      break;
    }
    await sleep(5);
  }
  await untilEnded(workers.anyone(), arn);
};

/** Round trips a second. */
const measure = async (): Promise<number> => {
  const runs = Array.from({ length: runsPerMeasurement }, () => (nextRun += 1))[Symbol.iterator]();
  const began = performance.now();
  await Promise.all(
    Array.from({ length: inFlight }, async () => {
      for (const run of runs) await roundTrip(run);
    }),
  );
  return (runsPerMeasurement / (performance.now() - began)) * 1_000;
};

const measureWith = async (parked: number) => {
  await addParked(workers.sql, parked);
  await measure();
  const speeds: number[] = [];
  for (let taken = 0; taken < measurements; taken += 1) speeds.push(await measure());
  const speed = median(speeds);
  const megabytes = await workers.residentMegabytes(0);
  console.log(`${parked} more parked: ${speed.toFixed(1)} round trips a second, ${megabytes.toFixed(0)} MB`);
  return { speed, megabytes };
};

test("100,000 parked executions cost neither speed nor memory", async () => {
  await workers.sql`create index on callbacks (run)`;
  await workers.startRun((nextRun += 1), "park");
  while ((await workers.sql`select from callbacks`).length === 0) await sleep(50);
  await sleep(500);
  await measure();
  const before = await measureWith(few);
  const after = await measureWith(many - few);
  expect(after.speed / before.speed).toBeGreaterThan(speedKept);
  expect(after.megabytes - before.megabytes).toBeLessThan(megabytesMore);
});
