import type { RuntimeCall, RuntimeOutcome } from "../runtime.ts";
import { readExecutionArn } from "./execution-arn.ts";

/** Bounds the memory for suspects that never come back. */
const suspectsMax = 1_000;

/**
 * Those that may have brought a thread down. A lost invocation comes back under another id, so a durable one is known
 * by its execution and a plain one by its function.
 */
export type Suspects = {
  readonly add: (calls: readonly RuntimeCall[]) => void;
  readonly has: (call: RuntimeCall) => boolean;
  /** One that ran to its end is cleared. */
  readonly note: (call: RuntimeCall, outcome: RuntimeOutcome) => void;
};

export const createSuspects = (): Suspects => {
  const subjects = new Set<string>();
  return {
    add: (calls) => {
      for (const call of calls) subjects.add(subject(call));
      for (const oldest of subjects) {
        if (subjects.size <= suspectsMax) return;
        subjects.delete(oldest);
      }
    },
    has: (call) => subjects.has(subject(call)),
    note: (call, outcome) => {
      if (outcome.kind === "answered") subjects.delete(subject(call));
    },
  };
};

const subject = (call: RuntimeCall): string => readExecutionArn(call.event) ?? call.functionName;
