import type { OperationRecord } from "../../../../infra/local/lambda/machine/state.ts";
import type { OperationUpdate } from "../../../../infra/local/lambda/protocol/types.ts";
import type { Random } from "./random.ts";

const idsMax = 40;

/** What a function might report next: most often something that fits what it knows, sometimes nonsense. */
export const randomUpdates = (
  random: Random,
  known: ReadonlyMap<string, OperationRecord>,
): readonly OperationUpdate[] => Array.from({ length: random.below(4) }, () => randomUpdate(random, known));

const randomUpdate = (random: Random, known: ReadonlyMap<string, OperationRecord>): OperationUpdate => {
  const open = [...known.values()].filter(({ status }) => status === "STARTED" || status === "READY");
  const operation = random.chance(0.5) ? random.pick(open) : undefined;
  if (operation !== undefined && random.chance(0.95)) return follow(random, operation);
  return start(random, known);
};

/** The end, the retry or the new start of an operation that is there. */
const follow = (random: Random, { id, type, status }: OperationRecord): OperationUpdate => {
  const update = { Id: id, Type: type };
  if (type === "STEP" && status === "READY" && random.chance(0.4)) return { ...update, Action: "START" };
  if (type === "STEP" && random.chance(0.3)) {
    const error = random.chance(0.7) ? { Error: { ErrorMessage: "again" } } : { Payload: "polled" };
    const StepOptions = { NextAttemptDelaySeconds: random.below(20) };
    return { ...update, Action: "RETRY", StepOptions, ...error };
  }
  return random.chance(0.7)
    ? { ...update, Action: "SUCCEED", Payload: "x".repeat(random.below(30)) }
    : { ...update, Action: "FAIL", Error: { ErrorMessage: "failed" } };
};

const start = (random: Random, known: ReadonlyMap<string, OperationRecord>): OperationUpdate => {
  const contexts = [...known.values()].filter(({ type }) => type === "CONTEXT");
  const parent = random.chance(0.3) ? random.pick(contexts) : undefined;
  // Now and then one that is there already.
  const Id = `op-${random.chance(0.9) ? known.size + random.below(4) : random.below(idsMax)}`;
  const update = { Id, Action: "START", ...(parent === undefined ? {} : { ParentId: parent.id }) } as const;
  const seconds = 1 + random.below(100);
  switch (random.below(9)) {
    case 0:
    case 1:
      return { ...update, Type: "WAIT", WaitOptions: { WaitSeconds: seconds } };
    case 2:
      return { ...update, Type: "CALLBACK", CallbackOptions: { TimeoutSeconds: seconds } };
    case 3:
      return {
        ...update,
        Type: "CALLBACK",
        CallbackOptions: { HeartbeatTimeoutSeconds: seconds, TimeoutSeconds: random.below(200) },
      };
    case 4:
      return { ...update, Type: "CALLBACK" };
    case 5:
      return { ...update, Type: "CONTEXT" };
    case 6:
      return {
        ...update,
        Type: "CHAINED_INVOKE",
        Payload: "{}",
        ChainedInvokeOptions: { FunctionName: "flow:1" },
      };
    default:
      return { ...update, Type: "STEP" };
  }
};
