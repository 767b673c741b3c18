import { unchanged } from "../../../../infra/local/lambda/machine/state.ts";
import { firstTimer } from "../../../../infra/local/lambda/store/stored.ts";
import { chooseAction } from "./actions.ts";
import { endRun, openRun, type Run, sendCheckpoint, type Turns } from "./functions.ts";
import { hasEnded, Violation } from "./invariants.ts";
import { type Machine, realMachine } from "./machine.ts";
import { createRandom } from "./random.ts";
import { attendTo, keepLeases, startChildrenOf, tellParentOf } from "./service.ts";
import { createWorld, type World } from "./world.ts";

export type Result = {
  /** What was violated, at which step. */
  readonly violation: { readonly step: number; readonly message: string } | undefined;
  /** What happened, for whoever asks whether a seed repeats its run. */
  readonly digest: string;
};

const healingRoundsMax = 400;

/** One seed: so many random steps, then everything that is under way comes to rest. */
export const simulate = (seed: number, steps: number, machine: Machine = realMachine): Result => {
  const random = createRandom(seed);
  const runs: Run[] = [];
  const turns: Turns = new Map();
  const world = createWorld(machine, random, (process, begun) => runs.push(openRun(process, begun)));
  for (let process = 0; process < 2; process += 1) world.addProcess();
  let step = 0;
  try {
    for (; step < steps; step += 1) chooseAction(world, runs, turns);
    heal(world, runs, turns);
  } catch (error) {
    if (!(error instanceof Violation)) throw error;
    return { violation: { step, message: error.message }, digest: digestOf(world) };
  }
  return { violation: undefined, digest: digestOf(world) };
};

const digestOf = (world: World): string =>
  [...world.database.entries()]
    .map(([id, { stored }]) => `${id} ${stored.execution.status} ${stored.execution.revision}`)
    .join("\n");

/** No more faults and no more news from outside: whatever still moves by itself must come to an end or to a rest. */
const heal = (world: World, runs: Run[], turns: Turns): void => {
  for (let round = 0; round < healingRoundsMax; round += 1) {
    while (world.pendingCount() > 0) world.deliver();
    for (const run of openRuns(runs)) {
      if (run.unanswered !== undefined) sendCheckpoint(world, run, turns);
      else endRun(world, run, "PENDING");
    }
    while (world.pendingCount() > 0) world.deliver();
    for (const process of world.processes) {
      for (const id of process.deferrals.ids()) world.propose(process, id, () => unchanged(undefined));
    }
    while (world.pendingCount() > 0) world.deliver();
    if (!moveOn(world) && openRuns(runs).length === 0) break;
  }
  for (const [id, { stored }] of world.database) {
    const { status, wantedAt, invocation } = stored.execution;
    if (wantedAt !== undefined || invocation !== undefined) {
      throw new Violation(
        `everythingComesToRest: ${id} is ${status}, wanted ${wantedAt}, by ${invocation?.id}`,
      );
    }
    for (const operation of stored.operations.values()) {
      const child = operation.child && world.database.get(operation.child.executionId);
      if (operation.child === undefined || status !== "RUNNING") continue;
      if (child === undefined) throw new Violation(`everyChildIsStarted: that of ${operation.id} is not`);
      if (child.stored.execution.status !== "RUNNING" && !hasEnded(operation)) {
        throw new Violation(`everyParentIsTold: that of ${operation.child.executionId} is not`);
      }
    }
  }
};

const openRuns = (runs: readonly Run[]): readonly Run[] => runs.filter((run) => !run.hasEnded);

/** What the service does by itself; false when there is nothing left to do. */
const moveOn = (world: World): boolean => {
  let moved = keepLeases(world);
  for (const [id, { stored }] of world.database) {
    const { status, wantedAt } = stored.execution;
    const dueAt = Math.min(
      firstTimer(stored) ?? Number.POSITIVE_INFINITY,
      wantedAt ?? Number.POSITIVE_INFINITY,
    );
    const isSoon = dueAt - world.now() < 1_000_000;
    if (!isSoon) continue;
    if (dueAt > world.now()) world.advanceClock(dueAt - world.now());
    if (status !== "RUNNING") tellParentOf(world, id);
    else {
      startChildrenOf(world, id);
      attendTo(world, id);
    }
    moved = true;
  }
  return moved || world.pendingCount() > 0;
};
