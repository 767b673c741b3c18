import { randomUUID } from "node:crypto";
import {
  type CheckpointDurableExecutionResponse,
  type DurableContext,
  type DurableExecutionClient,
  withDurableExecution,
} from "@aws/durable-execution-sdk-js";
import { answerCallback } from "../../../infra/local/lambda/machine/answer-callback.ts";
import { beginInvocation } from "../../../infra/local/lambda/machine/begin-invocation.ts";
import { checkpoint } from "../../../infra/local/lambda/machine/checkpoint.ts";
import { endInvocation } from "../../../infra/local/lambda/machine/end-invocation.ts";
import { fireTimers } from "../../../infra/local/lambda/machine/fire-timers.ts";
import { startExecution } from "../../../infra/local/lambda/machine/start-execution.ts";
import type { Decision, OperationRecord, State, Timer } from "../../../infra/local/lambda/machine/state.ts";
import { parseCallbackId } from "../../../infra/local/lambda/protocol/callback-id.ts";
import {
  asIsoText,
  presentExecutionOperation,
  presentOperation,
} from "../../../infra/local/lambda/protocol/present.ts";
import type { OperationUpdate } from "../../../infra/local/lambda/protocol/types.ts";
import { createLambdaContext } from "../../../infra/local/lambda/runtime/lambda-context.ts";

const executionTimeoutSeconds = 366 * 86_400;
const arn = "arn:aws:lambda:us-east-1:000000000000:function:flow:1/durable-execution/run/exec";

/** Something that happens outside at a moment of the virtual clock. */
export type Happening = { readonly at: number; readonly act: () => void };

export type VirtualLambda = {
  /** Epoch milliseconds. */
  readonly now: () => number;
  /** Completes a callback; one that is closed or unknown is no error, as in the service. */
  readonly ring: (callbackId: string) => void;
  /** Runs the workflow to its end, leaping from moment to moment; answers what it returned. */
  readonly run: <Result>(
    workflow: (context: DurableContext) => Promise<Result>,
    options?: {
      readonly happenings?: readonly Happening[];
      /** Whether this invocation's process dies before its answer arrives. */
      readonly dies?: (invocation: number) => boolean;
    },
  ) => Promise<Result>;
  /** Everything that AWS meters, in order: the operations, each once. The start is one more. */
  readonly operations: () => readonly string[];
  readonly invocations: () => number;
};

/**
 * The Lambda service of infra/local on a clock that leaps: the same machine that decides there, and AWS's own SDK, but
 * for the database. A year passes in as long as its invocations take.
 */
export const createVirtualLambda = (begun: number): VirtualLambda => {
  const first = startExecution(begun, {
    id: "exec",
    functionName: "flow",
    version: "1",
    name: "run",
    durable: true,
    input: "{}",
    executionTimeoutSeconds,
    retentionDays: 14,
  });
  if (first.changes === undefined) throw new Error("nothing started");
  let state: State = { execution: first.changes.execution, operations: new Map() };
  let outcome = first.changes.outcome;
  let now = begun;
  let invocations = 0;
  const timers = new Map(first.timers.set.map((timer) => [`${timer.kind}${timer.operationId}`, timer]));

  const keep = <Response>(decision: Decision<Response>): Response => {
    if (!decision.ok) throw new Error(decision.fault.message);
    const { changes } = decision;
    if (changes === undefined) return decision.response;
    const operations = new Map(state.operations);
    for (const operation of changes.operations) operations.set(operation.id, operation);
    state = { execution: changes.execution, operations };
    outcome = changes.outcome ?? outcome;
    for (const key of decision.timers.cleared) timers.delete(`${key.kind}${key.operationId}`);
    for (const timer of decision.timers.set) timers.set(`${timer.kind}${timer.operationId}`, timer);
    return decision.response;
  };

  const client: DurableExecutionClient = {
    checkpoint: ({ CheckpointToken: token = "", ClientToken, Updates = [] }) => {
      const { checkpointToken, operations } = keep(
        checkpoint(now, state, {
          token,
          clientToken: ClientToken ?? randomUUID(),
          updates: Updates as readonly OperationUpdate[],
          secret: "secret",
        }),
      );
      return Promise.resolve({
        CheckpointToken: checkpointToken,
        NewExecutionState: {
          Operations: operations.map((operation) => presentOperation(operation, asIsoText)),
        },
      } as CheckpointDurableExecutionResponse);
    },
    getExecutionState: () => Promise.reject(new Error("the first page holds everything")),
  };

  /** What is inside a context that has ended is not told again. */
  const isTold = ({ ancestors }: OperationRecord): boolean =>
    ancestors.every((id) => state.operations.get(id)?.status === "STARTED");

  const invoke = async (handler: (event: never, context: never) => Promise<unknown>, dies: boolean) => {
    invocations += 1;
    const invocationId = `inv-${invocations}`;
    const begin = keep(beginInvocation(now, state, invocationId));
    if (!begin.begun) throw new Error("nothing called for an invocation");
    const told = [...state.operations.values()].filter(isTold);
    const event = {
      DurableExecutionArn: arn,
      CheckpointToken: begin.checkpointToken,
      InitialExecutionState: {
        Operations: [
          presentExecutionOperation(state.execution, "{}", asIsoText),
          ...told.map((operation) => presentOperation(operation, asIsoText)),
        ],
        NextMarker: "",
      },
    };
    const context = createLambdaContext({
      functionName: "flow",
      requestId: invocationId,
      functionArn: arn,
      timeoutSeconds: 900,
      memoryLimitMb: 512,
    });
    const output = await handler(event as never, context as never);
    keep(
      endInvocation(now, state, {
        invocationId,
        outcome: dies ? { kind: "lost" } : { kind: "answered", output },
      }),
    );
  };

  return {
    now: () => now,
    ring: (callbackId) => {
      const operationId = parseCallbackId(callbackId)?.operationId ?? "";
      const decision = answerCallback(now, state, {
        callbackId,
        operationId,
        answer: { kind: "success", result: "{}" },
      });
      if (decision.ok) keep(decision);
    },
    run: async (workflow, { happenings = [], dies = () => false } = {}) => {
      const handler = withDurableExecution((_event: unknown, context) => workflow(context), {
        durableExecutionClient: client,
      });
      const coming = happenings.toSorted((one, other) => one.at - other.at);
      while (state.execution.status === "RUNNING") {
        const { wantedAt } = state.execution;
        if (wantedAt !== undefined && wantedAt <= now) {
          await invoke(handler, dies(invocations + 1));
          continue;
        }
        const due: readonly Timer[] = [...timers.values()];
        const next = Math.min(
          ...due.map(({ dueAt }) => dueAt),
          wantedAt ?? Infinity,
          coming[0]?.at ?? Infinity,
        );
        now = Math.max(now, next);
        while ((coming[0]?.at ?? Infinity) <= now) coming.shift()?.act();
        keep(fireTimers(now, state, [...timers.values()]));
      }
      if (state.execution.status !== "SUCCEEDED")
        throw new Error(`the run ${state.execution.status}: ${JSON.stringify(outcome?.error)}`);
      return JSON.parse(outcome?.result ?? "null");
    },
    operations: () =>
      [...state.operations.values()]
        .filter(({ type }) => type !== "EXECUTION")
        .toSorted((one, other) => one.position - other.position)
        .map(({ type, name, subType }) => `${type} ${name ?? subType}`),
    invocations: () => invocations,
  };
};
