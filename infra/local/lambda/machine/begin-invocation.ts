import { encodeCheckpointToken } from "../protocol/checkpoint-token.ts";
import { closeDraft, openDraft } from "./draft.ts";
import { type Decision, type State, unchanged } from "./state.ts";

export type BeginResponse =
  | { readonly begun: true; readonly checkpointToken: string; readonly changedSince: number }
  | { readonly begun: false };

/**
 * Gives the execution to a new invocation, whose id the caller drew at random. The attempt is
 * counted before the function runs, so that a function that kills its process is counted too.
 * Operations numbered above `changedSince` changed from outside since the function last saw them.
 */
export const beginInvocation = (now: number, state: State, invocationId: string): Decision<BeginResponse> => {
  const { execution } = state;
  if (execution.status !== "RUNNING" || execution.invocation !== undefined)
    return unchanged({ begun: false });
  if (execution.wantedAt === undefined || execution.wantedAt > now) return unchanged({ begun: false });
  const draft = openDraft(now, state);
  draft.execution = {
    ...execution,
    seen: execution.sequence,
    attempts: execution.attempts + 1,
    wantedAt: undefined,
    invocation: {
      id: invocationId,
      startedAt: now,
      turn: 0,
      seenBefore: execution.seen,
      toldNews: false,
    },
  };
  const checkpointToken = encodeCheckpointToken({ executionId: execution.id, invocationId, turn: 0 });
  return closeDraft(draft, { begun: true, checkpointToken, changedSince: execution.seen });
};
