import type { Accepted, Decision } from "../../../../infra/local/lambda/machine/state.ts";
import {
  parseCheckpointToken,
  encodeCheckpointToken,
} from "../../../../infra/local/lambda/protocol/checkpoint-token.ts";
import { type Machine, realMachine } from "./machine.ts";

/** The same decision with something of what it changes made wrong. */
const spoil = <Response>(
  decision: Decision<Response>,
  change: (
    accepted: Accepted<Response> & { changes: NonNullable<Accepted<Response>["changes"]> },
  ) => Accepted<Response>,
): Decision<Response> =>
  decision.ok && decision.changes !== undefined
    ? change({ ...decision, changes: decision.changes })
    : decision;

const withMachine = (broken: Partial<Machine>): Machine => ({ ...realMachine, ...broken });

/** Machines with one bug each, named by what they do wrong. */
export const plantedBugs: Readonly<Record<string, Machine>> = {
  "forgets to clear the timers it has fired": withMachine({
    fireTimers: (now, state, timers) =>
      spoil(realMachine.fireTimers(now, state, timers), (decision) => ({
        ...decision,
        timers: { ...decision.timers, cleared: [] },
      })),
  }),
  "takes a token that has been used": withMachine({
    checkpoint: (now, state, command) => {
      const token = parseCheckpointToken(command.token);
      const { invocation } = state.execution;
      const isOwn = token !== undefined && token.invocationId === invocation?.id;
      const fresh = isOwn ? encodeCheckpointToken({ ...token, turn: invocation.turn }) : command.token;
      return realMachine.checkpoint(now, state, { ...command, token: fresh, clientToken: undefined });
    },
  }),
  "takes the token of a superseded invocation": withMachine({
    checkpoint: (now, state, command) => {
      const token = parseCheckpointToken(command.token);
      const { invocation } = state.execution;
      const stolen =
        token !== undefined && invocation !== undefined && token.invocationId !== invocation.id
          ? encodeCheckpointToken({ ...token, invocationId: invocation.id, turn: invocation.turn })
          : command.token;
      return realMachine.checkpoint(now, state, { ...command, token: stolen });
    },
  }),
  "applies a repeated request again": withMachine({
    checkpoint: (now, state, command) => {
      const decision = realMachine.checkpoint(now, state, command);
      const isRepeated = decision.ok && decision.response.repeatedSince !== undefined;
      const token = parseCheckpointToken(command.token);
      const { invocation } = state.execution;
      if (!isRepeated || token === undefined || invocation === undefined) return decision;
      const fresh = encodeCheckpointToken({ ...token, turn: invocation.turn });
      return realMachine.checkpoint(now, state, { ...command, token: fresh, updates: [] });
    },
  }),
  "does not count an attempt": withMachine({
    beginInvocation: (now, state, invocationId) =>
      spoil(realMachine.beginInvocation(now, state, invocationId), (decision) => ({
        ...decision,
        changes: {
          ...decision.changes,
          execution: { ...decision.changes.execution, attempts: state.execution.attempts },
        },
      })),
  }),
  "lets a late answer to a callback win": withMachine({
    answerCallback: (now, state, request) => {
      const operation = state.operations.get(request.operationId);
      if (operation === undefined) return realMachine.answerCallback(now, state, request);
      const operations = new Map(state.operations).set(operation.id, { ...operation, status: "STARTED" });
      return realMachine.answerCallback(now, { ...state, operations }, request);
    },
  }),
  "loses the news that came while the function was on its way out": withMachine({
    endInvocation: (now, state, request) =>
      spoil(realMachine.endInvocation(now, state, request), (decision) => ({
        ...decision,
        changes: { ...decision.changes, execution: { ...decision.changes.execution, wantedAt: undefined } },
      })),
  }),
  "ends an invocation by the word of another": withMachine({
    endInvocation: (now, state, request) => {
      const invocationId = state.execution.invocation?.id ?? request.invocationId;
      return realMachine.endInvocation(now, state, { ...request, invocationId });
    },
  }),
  "loses an event": withMachine({
    endInvocation: (now, state, request) =>
      spoil(realMachine.endInvocation(now, state, request), (decision) => ({
        ...decision,
        events: decision.events.slice(1),
      })),
  }),
  "closes an execution that is closed": withMachine({
    stopExecution: (now, state, error) =>
      realMachine.stopExecution(
        now,
        { ...state, execution: { ...state.execution, status: "RUNNING" } },
        error,
      ),
  }),
  "settles a chained invocation twice": withMachine({
    settleChainedInvoke: (now, state, ending) => {
      const operation = state.operations.get(ending.operationId);
      if (operation === undefined) return realMachine.settleChainedInvoke(now, state, ending);
      const operations = new Map(state.operations).set(operation.id, { ...operation, status: "STARTED" });
      return realMachine.settleChainedInvoke(now, { ...state, operations }, ending);
    },
  }),
  "forgets to tell the parent": withMachine({
    settleChainedInvoke: (_now, _state) => ({
      ok: true,
      response: undefined,
      events: [],
      timers: { set: [], cleared: [] },
    }),
  }),
  "miscounts what is pending": withMachine({
    answerCallback: (now, state, request) =>
      spoil(realMachine.answerCallback(now, state, request), (decision) => ({
        ...decision,
        changes: {
          ...decision.changes,
          execution: { ...decision.changes.execution, pendingCount: state.execution.pendingCount },
        },
      })),
  }),
  "decides by chance": withMachine({
    stopExecution: (now, state, error) => realMachine.stopExecution(now + Math.random(), state, error),
    fireTimers: (now, state, timers) => realMachine.fireTimers(now + Math.random(), state, timers),
  }),
};
