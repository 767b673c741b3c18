import { parseCallbackId } from "../../../../infra/local/lambda/protocol/callback-id.ts";
import { isPending, unchanged } from "../../../../infra/local/lambda/machine/state.ts";
import { answers, endRun, type Run, sendCheckpoint, type Turns } from "./functions.ts";
import { Violation } from "./invariants.ts";
import { attendTo, keepLeases, startChildrenOf, startExecutionOf, tellParentOf } from "./service.ts";
import type { World } from "./world.ts";

const runningMin = 4;
const runsKept = 30;

/** One random step: of a client, of a function, of the service itself, of the clock, or a crash. */
export const chooseAction = (world: World, runs: Run[], turns: Turns): void => {
  const { random } = world;
  if (world.pendingCount() > 0 && random.chance(0.45)) {
    world.deliver();
    return;
  }
  const choice = random.next();
  if (choice < 0.55) actAsFunction(world, runs, turns);
  else if (choice < 0.72) actAsService(world);
  else if (choice < 0.88) actAsClient(world);
  else if (choice < 0.985) moveClock(world);
  else crash(world, runs);
};

const actAsFunction = (world: World, runs: Run[], turns: Turns): void => {
  const { random } = world;
  // A function whose process is dead may still send what it had to say; it is only refused.
  if (runs.length > runsKept) {
    const surplus = runs.findIndex(({ hasEnded }) => hasEnded);
    if (surplus >= 0) runs.splice(surplus, 1);
  }
  const open = runs.filter(({ hasEnded }) => !hasEnded);
  const run = random.chance(0.97) ? random.pick(open) : random.pick(runs);
  if (run === undefined) return;
  if (random.chance(0.75)) sendCheckpoint(world, run, turns);
  else if (!run.hasEnded) endRun(world, run, chooseAnswer(world, run));
};

/** Most often it waits for what it has started; ending while nothing is pending is an error of its own. */
const chooseAnswer = ({ random }: World, run: Run): (typeof answers)[number] => {
  const waits = [...run.known.values()].some(isPending);
  return waits && random.chance(0.85) ? "PENDING" : (random.pick(answers) ?? "PENDING");
};

/** Perhaps of what was told before: by another process, or by one that died before it noted that. */
const tellSomeParent = (world: World): void => {
  const ended = [...world.database.values()].filter(
    ({ stored: { execution } }) => execution.parent !== undefined && execution.status !== "RUNNING",
  );
  const child = world.random.pick(ended);
  if (child !== undefined) tellParentOf(world, child.stored.execution.id);
};

/** Most often one that runs. */
const someExecution = ({ random, database }: World): string | undefined => {
  const ids = [...database.keys()];
  const running = ids.filter((id) => database.get(id)?.stored.execution.status === "RUNNING");
  return random.chance(0.9) ? (random.pick(running) ?? random.pick(ids)) : random.pick(ids);
};

const actAsService = (world: World): void => {
  const { random } = world;
  const id = someExecution(world);
  if (id === undefined) return;
  const choice = random.next();
  if (choice < 0.5) attendTo(world, id);
  else if (choice < 0.65) startChildrenOf(world, id);
  else if (choice < 0.8) tellSomeParent(world);
  else if (choice < 0.9) keepLeases(world, random.chance(0.3) ? random.pick(world.processes) : undefined);
  else {
    const process = random.pick(world.processes);
    const deferred = process?.deferrals.ids()[0];
    if (process !== undefined && deferred !== undefined) {
      world.propose(process, deferred, () => unchanged(undefined));
    }
  }
};

const actAsClient = (world: World): void => {
  const { random } = world;
  const process = random.pick(world.processes.filter(({ isAlive }) => isAlive));
  if (process === undefined) return;
  const id = someExecution(world);
  if (id === undefined || countRunning(world) < runningMin) {
    startExecutionOf(world, process, {
      id: world.newId("execution"),
      functionName: "flow",
      version: "1",
      name: "name",
      durable: random.chance(0.9),
      input: "{}",
      executionTimeoutSeconds: 1_000 + random.below(1_000_000),
      retentionDays: 1,
      timeScale: random.chance(0.2) ? 10 : undefined,
    });
    return;
  }
  if (random.chance(0.01)) {
    world.propose(process, id, (now, state) =>
      world.machine.stopExecution(now, state, { ErrorType: "Stop" }),
    );
    return;
  }
  answerSomeCallback(world, id);
};

const countRunning = (world: World): number => {
  let running = 0;
  for (const { stored } of world.database.values()) if (stored.execution.status === "RUNNING") running += 1;
  return running;
};

/** An outside system that may be late, or may say the same twice. */
const answerSomeCallback = (world: World, executionId: string): void => {
  const { random, machine } = world;
  const process = random.pick(world.processes);
  const operations = [...(world.database.get(executionId)?.stored.operations.values() ?? [])];
  const callback = random.pick(operations.filter(({ type }) => type === "CALLBACK"));
  if (callback?.callbackId === undefined || process === undefined) return;
  const { callbackId } = callback;
  if (parseCallbackId(callbackId)?.operationId !== callback.id) {
    throw new Violation("aCallbackIdNamesItsOperation: it does not");
  }
  const answer =
    random.pick([
      { kind: "success", result: "yes" } as const,
      { kind: "failure", error: { ErrorType: "No" } } as const,
      { kind: "heartbeat" } as const,
    ]) ?? ({ kind: "heartbeat" } as const);
  const request = { callbackId, operationId: callback.id, answer };
  world.propose(process, executionId, (now, state) => machine.answerCallback(now, state, request));
};

const moveClock = (world: World): void => {
  const { random } = world;
  const choice = random.next();
  if (choice < 0.8) world.advanceClock(random.below(20_000));
  else if (choice < 0.95) world.advanceClock(random.below(500_000));
  // Clocks are set right now and then, backwards too.
  else world.advanceClock(-random.below(5_000));
};

const crash = (world: World, runs: Run[]): void => {
  const { random } = world;
  const process = random.pick(world.processes);
  if (process === undefined) return;
  world.kill(process, () => {
    for (const run of runs) if (run.process === process && random.chance(0.7)) run.hasEnded = true;
  });
  world.addProcess();
};
