import type { ErrorObject } from "../protocol/types.ts";
import { closeExecution } from "./close-execution.ts";
import { closeDraft, openDraft } from "./draft.ts";
import { type Decision, type State, unchanged } from "./state.ts";

/** Stops the execution, or tells when it had already ended. */
export const stopExecution = (
  now: number,
  state: State,
  error: ErrorObject,
): Decision<{ readonly stoppedAt: number }> => {
  const { status, endedAt } = state.execution;
  if (status !== "RUNNING") return unchanged({ stoppedAt: endedAt ?? now });
  const draft = openDraft(now, state);
  closeExecution(draft, "STOPPED", { error });
  return closeDraft(draft, { stoppedAt: now });
};
