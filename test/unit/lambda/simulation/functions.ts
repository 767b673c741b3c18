import type { ChildPlan, OperationRecord } from "../../../../infra/local/lambda/machine/state.ts";
import type { OperationUpdate } from "../../../../infra/local/lambda/protocol/types.ts";
import type { Begun } from "../../../../infra/local/lambda/store/store.ts";
import { Violation } from "./invariants.ts";
import { randomUpdates } from "./updates.ts";
import type { Process, World } from "./world.ts";

type Request = {
  readonly token: string;
  readonly clientToken: string;
  readonly updates: readonly OperationUpdate[];
};

/** A function under way. It outlives its process, as one that speaks HTTP may. */
export type Run = {
  readonly executionId: string;
  readonly invocationId: string;
  readonly process: Process;
  readonly known: Map<string, OperationRecord>;
  token: string | undefined;
  /** Sent, and perhaps answered, but the answer has not been seen. */
  unanswered: Request | undefined;
  /** The answer that was lost on the way, by which the repeated one is judged. */
  lostToken: string | undefined;
  hasEnded: boolean;
};

export const openRun = (process: Process, begun: Begun): Run => ({
  executionId: begun.stored.execution.id,
  invocationId: begun.invocationId,
  process,
  known: new Map(begun.stored.operations),
  token: begun.checkpointToken,
  unanswered: undefined,
  lostToken: undefined,
  hasEnded: false,
});

/** Which turns of which invocation were taken, and by which client token: none may be taken twice. */
export type Turns = Map<string, string>;

const plansOf = (world: World, updates: readonly OperationUpdate[]): ReadonlyMap<string, ChildPlan> =>
  new Map(
    updates.flatMap(({ Id, Type }): readonly (readonly [string, ChildPlan])[] => {
      if (Type !== "CHAINED_INVOKE") return [];
      if (world.random.chance(0.2)) return [[Id, { ok: false, error: { ErrorType: "Missing" } }]];
      const executionId = world.newId("child");
      const child = {
        executionId,
        arn: executionId,
        functionName: "flow",
        version: "1",
        durable: world.random.chance(0.7),
        executionTimeoutSeconds: 100_000,
        retentionDays: 1,
      };
      return [[Id, { ok: true, child }]];
    }),
  );

/** Sends a checkpoint, or the last one again; through any process that lives, for HTTP knows no home. */
export const sendCheckpoint = (world: World, run: Run, turns: Turns): void => {
  const { random, machine } = world;
  if (run.token === undefined) return;
  const request = run.unanswered ?? {
    token: run.token,
    clientToken: world.newId("client"),
    updates: randomUpdates(random, run.known),
  };
  run.unanswered = request;
  const process = random.pick(world.processes.filter(({ isAlive }) => isAlive));
  if (process === undefined) return;
  const secret = world.newId("secret");
  const plans = plansOf(world, request.updates);
  world.propose(
    process,
    run.executionId,
    (now, state) => machine.checkpoint(now, state, { ...request, secret, plans }),
    (answer) => {
      // A request that was sent twice is answered twice; the function listens to the first.
      if (run.unanswered !== request) return;
      if (!answer.ok) {
        // A refusal changes nothing, so another request may follow; a stale token ends the function.
        run.unanswered = undefined;
        if (answer.fault.message === "Invalid checkpoint token") run.token = undefined;
        return;
      }
      noteTurn(turns, request);
      const { checkpointToken, operations } = answer.response;
      // Of an execution that has closed meanwhile there is no token any more.
      const isAlike =
        run.lostToken === undefined || checkpointToken === undefined || run.lostToken === checkpointToken;
      if (!isAlike) {
        throw new Violation(`aRepeatedRequestIsAnsweredAlike: ${run.lostToken} and ${checkpointToken}`);
      }
      if (random.chance(0.15)) {
        run.lostToken = checkpointToken;
        return;
      }
      run.unanswered = undefined;
      run.lostToken = undefined;
      run.token = checkpointToken;
      for (const operation of operations) run.known.set(operation.id, operation);
    },
  );
};

const noteTurn = (turns: Turns, { token, clientToken }: Request): void => {
  const taken = turns.get(token);
  if (taken !== undefined && taken !== clientToken) throw new Violation("aTokenServesOnce: it served twice");
  turns.set(token, clientToken);
};

export const answers = [
  "PENDING",
  "SUCCEEDED",
  "FAILED",
  "NONSENSE",
  "crash",
  "crash",
  "crash",
  "evicted",
] as const;

/** The function ends; its process writes that at once, or a moment later with what comes next. */
export const endRun = (world: World, run: Run, answer: (typeof answers)[number]): void => {
  const { process, invocationId, executionId } = run;
  run.hasEnded = true;
  if (!process.isAlive) return;
  const outcome =
    answer === "crash"
      ? ({ kind: "crashed", error: { ErrorType: "Crash" } } as const)
      : answer === "evicted"
        ? ({ kind: "evicted" } as const)
        : ({ kind: "answered", output: { Status: answer } } as const);
  const endedAt = world.now();
  const decide = (_now: number, state: Parameters<World["machine"]["endInvocation"]>[1]) => {
    const decision = world.machine.endInvocation(endedAt, state, { invocationId, outcome });
    const isOwn = state.execution.invocation?.id === invocationId;
    if (!isOwn && decision.ok && decision.changes !== undefined) {
      throw new Violation("anInvocationEndsByItsOwnWord: another one did");
    }
    return decision;
  };
  if (process.busy.has(executionId) || world.random.chance(0.5)) process.deferrals.add(executionId, decide);
  else world.propose(process, executionId, decide);
};
