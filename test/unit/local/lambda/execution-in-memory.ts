import { answerCallback } from "../../../../infra/local/lambda/machine/answer-callback.ts";
import { beginInvocation } from "../../../../infra/local/lambda/machine/begin-invocation.ts";
import { checkpoint } from "../../../../infra/local/lambda/machine/checkpoint.ts";
import { endInvocation } from "../../../../infra/local/lambda/machine/end-invocation.ts";
import { fireTimers } from "../../../../infra/local/lambda/machine/fire-timers.ts";
import { startExecution } from "../../../../infra/local/lambda/machine/start-execution.ts";
import { stopExecution } from "../../../../infra/local/lambda/machine/stop-execution.ts";
import type { Decision, State, Timer } from "../../../../infra/local/lambda/machine/state.ts";
import { encodeCheckpointToken } from "../../../../infra/local/lambda/protocol/checkpoint-token.ts";
import type { OperationUpdate } from "../../../../infra/local/lambda/protocol/types.ts";

/** When executions of these tests begin, in epoch milliseconds. */
export const begun = 1_000_000;
export const pending = { kind: "answered", output: { Status: "PENDING" } } as const;

/** An execution in memory: keeps the state that the database would keep. */
export const open = () => {
  const first = startExecution(begun, {
    id: "exec",
    functionName: "flow",
    version: "1",
    name: "order-1",
    durable: true,
    input: "{}",
    executionTimeoutSeconds: 3_600,
    retentionDays: 14,
  });
  if (first.changes === undefined) throw new Error("nothing started");
  let state: State = { execution: first.changes.execution, operations: new Map() };
  let now = begun;
  const events: string[] = first.events.map((event) => event.EventType);
  const timers = new Map<string, Timer>(first.timers.set.map((timer) => [timer.kind, timer]));

  const keep = <Response>(decision: Decision<Response>): Response => {
    if (!decision.ok) throw new Error(decision.fault.message);
    const { changes } = decision;
    if (changes === undefined) return decision.response;
    const operations = new Map(state.operations);
    for (const operation of changes.operations) operations.set(operation.id, operation);
    state = { execution: changes.execution, operations };
    for (const key of decision.timers.cleared) timers.delete(`${key.kind}${key.operationId}`);
    for (const timer of decision.timers.set) timers.set(`${timer.kind}${timer.operationId}`, timer);
    events.push(...decision.events.map((event) => event.EventType));
    return decision.response;
  };
  const token = (turn: number, invocationId = "inv") =>
    encodeCheckpointToken({ executionId: "exec", invocationId, turn });
  return {
    get state() {
      return state;
    },
    events,
    timers,
    later: (seconds: number) => (now += seconds * 1_000),
    begin: (id = "inv") => keep(beginInvocation(now, state, id)),
    end: (outcome: Parameters<typeof endInvocation>[2]["outcome"], invocationId = "inv") =>
      keep(endInvocation(now, state, { invocationId, outcome })),
    send: (updates: OperationUpdate[], turn = 0, clientToken?: string) =>
      keep(checkpoint(now, state, { token: token(turn), clientToken, updates, secret: "secret" })),
    refused: (updates: OperationUpdate[], given = token(0)) => {
      const decision = checkpoint(now, state, { token: given, updates, secret: "secret" });
      return decision.ok ? "accepted" : decision.fault.message;
    },
    token,
    fire: () => keep(fireTimers(now, state, [...timers.values()])),
    answer: (callbackId: string, operationId: string) => {
      const decision = answerCallback(now, state, {
        callbackId,
        operationId,
        answer: { kind: "success", result: "yes" },
      });
      if (!decision.ok) return decision.fault.name;
      keep(decision);
      return "answered";
    },
    stop: () => keep(stopExecution(now, state, { ErrorMessage: "enough" })),
  };
};
