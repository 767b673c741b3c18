import type {
  CheckpointDurableExecutionRequest,
  CheckpointDurableExecutionResponse,
  DurableExecutionClient,
} from "@aws/durable-execution-sdk-js";

type Answer = CheckpointDurableExecutionResponse;
type Update = NonNullable<CheckpointDurableExecutionRequest["Updates"]>[number];
export type Operation = NonNullable<NonNullable<Answer["NewExecutionState"]>["Operations"]>[number];
/** All that the engine keeps of one execution. */
export type Execution = { readonly arn: string; readonly operations: Map<string, Operation> };

/** The least that an engine can do for AWS's SDK: each update becomes an operation in a map, and nothing is checked. */
export const createMemoryClient = (executions: ReadonlyMap<string, Execution>): DurableExecutionClient => ({
  checkpoint: async (request) => {
    const operations = executions.get(request.DurableExecutionArn ?? "")?.operations ?? new Map();
    const changed = (request.Updates ?? []).map((update) => {
      const operation = apply(operations.get(update.Id), update);
      operations.set(update.Id, operation);
      return operation;
    });
    return {
      CheckpointToken: "token",
      NewExecutionState: { Operations: [...new Map(changed.map((one) => [one.Id, one])).values()] },
    } as CheckpointDurableExecutionResponse;
  },
  getExecutionState: async (request) => ({
    Operations: [...(executions.get(request.DurableExecutionArn ?? "")?.operations.values() ?? [])] as never,
  }),
});

const apply = (before: Operation | undefined, update: Update): Operation => {
  const { Id, Type, Action, Name, ParentId, SubType, Payload } = update;
  const isStart = Action === "START";
  const base = before ?? { Id, Type, Name, ParentId, SubType, StartTimestamp: new Date() };
  const Status: Operation["Status"] = isStart ? "STARTED" : "SUCCEEDED";
  if (Type === "STEP") return { ...base, Status, StepDetails: { Attempt: isStart ? 0 : 1, Result: Payload } };
  if (Type === "CONTEXT") return { ...base, Status, ContextDetails: { Result: Payload } };
  return { ...base, Status, CallbackDetails: { CallbackId: Id } };
};
