import { setTimeout as sleep } from "node:timers/promises";
import type { Event } from "@aws-sdk/client-lambda";
import { expect } from "vitest";
import { untilEnded } from "./service.ts";
import type { Workers } from "./workers.ts";

type Callback = { readonly id: string; readonly run: number };
type Effect = { readonly run: number; readonly step: string; readonly attempt: string; readonly at: Date };

const aliveMostMs = 700;
const lookMs = 50;
const steps = ["first", "inner-one", "inner-two", "last"];

const canaryOf = (run: number): string => `canary of run ${run}`;

/** Answers each callback, as it appears, with its own run's canary. */
export const answerCallbacks = async (workers: Workers, signal: AbortSignal): Promise<void> => {
  const answered = new Set<string>();
  while (!signal.aborted) {
    const open = (await workers.sql<Callback[]>`select id, run from callbacks`).filter(
      ({ id }) => !answered.has(id),
    );
    await Promise.all(
      open.map(async ({ id, run }) => {
        await workers.answer(id, canaryOf(run));
        answered.add(id);
      }),
    );
    await sleep(lookMs);
  }
};

/** Each completed step left the trace of the very attempt that its checkpoint tells of, and ran no more after it. */
const expectStepsOnce = (events: readonly Event[], effects: readonly Effect[]): string[] =>
  steps.map((step) => {
    const succeeded = events.filter((event) => event.EventType === "StepSucceeded" && event.Name === step);
    expect(succeeded).toHaveLength(1);
    const attempt = JSON.parse(succeeded[0]?.StepSucceededDetails?.Result?.Payload ?? "") as string;
    const own = effects.filter((effect) => effect.step === step);
    expect(own.map((effect) => effect.attempt)).toContain(attempt);
    const checkpointedAt = succeeded[0]?.EventTimestamp ?? new Date(0);
    for (const effect of own) expect(effect.at.getTime()).toBeLessThanOrEqual(checkpointedAt.getTime());
    return attempt;
  });

/** Every run has ended, with its own canary, each of its steps once, and a history without a gap. */
export const expectEnded = async (workers: Workers, runs: ReadonlyMap<number, string>): Promise<void> => {
  const arns = [...runs.values()];
  const ended = await Promise.all(arns.map((arn) => untilEnded(workers.anyone(), arn)));
  expect(new Set(arns).size).toBe(arns.length);
  expect(ended.map(({ Status }) => Status)).toEqual(arns.map(() => "SUCCEEDED"));
  const effects = Map.groupBy(await workers.sql<Effect[]>`select * from effects`, ({ run }) => run);
  for (const [index, [run, arn]] of [...runs].entries()) {
    const events = await workers.history(arn);
    expect(events.map((event) => event.EventId)).toEqual(events.map((_, index) => index + 1));
    const attempts = expectStepsOnce(events, effects.get(run) ?? []);
    expect(JSON.parse(ended[index]?.Result ?? "")).toEqual({ answer: canaryOf(run), attempts });
    for (const once of ["CallbackSucceeded", "WaitSucceeded", "ContextStarted", "ExecutionSucceeded"]) {
      const count = events.filter((event) => event.EventType === once).length;
      expect([once, count]).toEqual([once, once === "ContextStarted" ? 2 : 1]);
    }
  }
};

export type KillTrial = {
  readonly workers: Workers;
  readonly executions: number;
  readonly kills: number;
  readonly random: () => number;
};

/** Keeps that many runs under way, started and answered, while workers are killed at random moments. */
export const killTrial = async ({ workers, executions, kills, random }: KillTrial): Promise<void> => {
  const answered = new AbortController();
  const answering = answerCallbacks(workers, answered.signal);
  const runs = new Map<number, string>();
  let isOver = false;
  let next = 0;
  const lanes = Array.from({ length: executions }, async () => {
    do {
      const run = next;
      next += 1;
      const arn = await workers.startRun(run);
      runs.set(run, arn);
      await workers.ended(arn);
    } while (!isOver);
  });
  for (let kill = 0; kill < kills; kill += 1) {
    await sleep(random() * aliveMostMs);
    await workers.restart(Math.floor(random() * kills));
  }
  isOver = true;
  try {
    await Promise.all(lanes);
    console.log(`${runs.size} executions, ${kills} kills`);
    await expectEnded(workers, runs);
  } finally {
    answered.abort();
    await answering;
  }
};

const shuffled = <Item>(items: readonly Item[], random: () => number): Item[] =>
  items
    .map((item) => ({ item, rank: random() }))
    .toSorted((one, other) => one.rank - other.rank)
    .map(({ item }) => item);

/** All runs are parked; their callbacks are then answered in a random order while workers restart. */
export const canaryTrial = async ({ workers, executions, kills, random }: KillTrial): Promise<void> => {
  const arns = await Promise.all(Array.from({ length: executions }, (_, run) => workers.startRun(run)));
  let callbacks: Callback[] = [];
  while (callbacks.length < executions) {
    await sleep(lookMs);
    callbacks = await workers.sql<Callback[]>`select id, run from callbacks`;
  }
  const waiting = shuffled(callbacks, random)[Symbol.iterator]();
  const answering = Promise.all(
    Array.from({ length: 8 }, async () => {
      for (const { id, run } of waiting) await workers.answer(id, canaryOf(run));
    }),
  );
  for (let kill = 0; kill < kills; kill += 1) {
    await sleep(random() * aliveMostMs);
    await workers.restart(kill);
  }
  await answering;
  await expectEnded(workers, new Map(arns.entries()));
};
