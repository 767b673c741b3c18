import { beginInvocation } from "../machine/begin-invocation.ts";
import type { Accepted, Changes, Decision } from "../machine/state.ts";
import type { Decide } from "./deferrals.ts";
import type { Begun, Invocations } from "./store.ts";
import { advance, type Stored } from "./stored.ts";

export type Step = Accepted<unknown> & { readonly changes: Changes };

export type Decided<Response> = {
  /** The last one's answer. */
  readonly answer: Decision<Response>;
  /** What changes, in order. */
  readonly steps: readonly Step[];
  readonly stored: Stored;
};

const hasChanges = (decision: Decision<unknown>): decision is Step =>
  decision.ok && decision.changes !== undefined;

/** Decides one after the other, each on the state that the ones before lead to. A refusal leaves no trace. */
export const decideAll = <Response>(
  now: number,
  stored: Stored,
  before: readonly Decide<unknown>[],
  last: Decide<Response>,
): Decided<Response> => {
  const steps: Step[] = [];
  let reached = stored;
  const decide = <Answer>(one: Decide<Answer>): Decision<Answer> => {
    const decision = one(now, reached);
    if (hasChanges(decision)) {
      steps.push(decision);
      reached = advance(reached, [toEntry(decision)]);
    }
    return decision;
  };
  for (const one of before) decide(one);
  return { answer: decide(last), steps, stored: reached };
};

const toEntry = ({ changes, timers }: Step) => ({ ...changes, timers });

const runBy = (step: Step, worker: number): Step => {
  const { execution } = step.changes;
  const invocation = execution.invocation === undefined ? undefined : { ...execution.invocation, worker };
  return { ...step, changes: { ...step.changes, execution: { ...execution, invocation } } };
};

export type Beginning = { readonly begun: Begun; readonly step: Step };

/**
 * Begins the invocation that a state calls for, if this worker has a place for it, so that it goes into the same
 * write: what wakes an execution is then durable together with its being awake.
 */
export const beginWanted = (
  now: number,
  stored: Stored,
  invocations: Pick<Invocations, "worker" | "reserve" | "release">,
  begin: typeof beginInvocation = beginInvocation,
): Beginning | undefined => {
  const { status, wantedAt, invocation } = stored.execution;
  if (status !== "RUNNING" || wantedAt === undefined || wantedAt > now || invocation !== undefined)
    return undefined;
  const invocationId = invocations.reserve(stored.execution);
  if (invocationId === undefined) return undefined;
  const decision = begin(now, stored, invocationId);
  if (!hasChanges(decision) || !decision.response.begun) {
    invocations.release(invocationId);
    return undefined;
  }
  const { checkpointToken, changedSince } = decision.response;
  const step = runBy(decision, invocations.worker);
  const begun = { stored: advance(stored, [toEntry(step)]), invocationId, checkpointToken, changedSince };
  return { begun, step };
};
