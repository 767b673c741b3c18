import { type Accepted, unchanged } from "../../../../infra/local/lambda/machine/state.ts";
import type { Step } from "../../../../infra/local/lambda/store/decide-all.ts";
import type { Process, World } from "./world.ts";

/** What the service does by itself in the simulation, as `worker/` does it. */

const someProcess = (world: World): Process | undefined =>
  world.random.pick(world.processes.filter(({ isAlive }) => isAlive));

/** Fires what is due, in whatever order it was found; an invocation begins with the write that calls for it. */
export const attendTo = (world: World, executionId: string): void => {
  const process = someProcess(world);
  if (process === undefined) return;
  const { random, machine } = world;
  const isReversed = random.chance(0.5);
  world.propose(process, executionId, (now, stored) => {
    const timers = [...stored.timers.values()];
    return machine.fireTimers(now, stored, isReversed ? timers.toReversed() : timers);
  });
};

const isStep = (accepted: Accepted<unknown>): accepted is Step => accepted.changes !== undefined;

export const startExecutionOf = (
  world: World,
  process: Process,
  request: Parameters<World["machine"]["startExecution"]>[1],
): void => {
  const start = world.machine.startExecution(world.now(), request);
  if (isStep(start)) world.create(process, request.id, start, request.input);
};

/** Starts the children that an execution calls for; the order goes when they are there. */
export const startChildrenOf = (world: World, executionId: string): void => {
  const process = someProcess(world);
  const stored = world.database.get(executionId)?.stored;
  if (process === undefined || stored === undefined) return;
  for (const timer of stored.timers.values()) {
    const child = stored.operations.get(timer.operationId)?.child;
    if (timer.kind !== "chained-invoke" || child === undefined) continue;
    if (!world.database.has(child.executionId)) {
      startExecutionOf(world, process, {
        ...child,
        id: child.executionId,
        name: child.executionId,
        parent: { executionId, operationId: timer.operationId },
      });
      continue;
    }
    world.propose(process, executionId, (now, state) =>
      world.machine.noteChildStarted(now, state, timer.operationId),
    );
  }
};

/** Tells the parent of an execution that has ended, and then notes that it has been told. */
export const tellParentOf = (world: World, executionId: string): void => {
  const process = someProcess(world);
  const stored = world.database.get(executionId)?.stored;
  if (process === undefined || stored === undefined) return;
  const { parent, status } = stored.execution;
  if (status === "RUNNING") return;
  const note = (): void => world.propose(process, executionId, world.machine.noteParentTold);
  if (parent === undefined) {
    note();
    return;
  }
  const ending = { ...parent, childId: executionId, status, outcome: stored.outcome ?? {} };
  world.propose(
    process,
    parent.executionId,
    (now, state) => world.machine.settleChainedInvoke(now, state, ending),
    note,
  );
};

/**
 * Ends the invocations that a dead process vouched for. True when there were some. A process that has lost its lock
 * for a while is taken for dead.
 */
export const keepLeases = (world: World, mistaken?: Process): boolean => {
  const living = world.processes.filter((one) => one !== mistaken);
  const alive = new Set(living.map(({ number }) => number));
  const process = someProcess(world);
  let found = false;
  for (const [executionId, { stored }] of world.database) {
    const { invocation } = stored.execution;
    if (process === undefined || invocation === undefined || alive.has(invocation.worker ?? 0)) continue;
    found = true;
    world.propose(process, executionId, (now, state) => {
      const live = state.execution.invocation;
      if (live === undefined || live.worker !== invocation.worker) return unchanged(undefined);
      const request = { invocationId: live.id, outcome: { kind: "lost" } } as const;
      return world.machine.endInvocation(now, state, request);
    });
  }
  return found;
};
