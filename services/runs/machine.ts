import type { RunStatus } from "../../db/schema/statuses.ts";
import type { Transitions } from "../requests/machine.ts";

export type RunEvent =
  | "wait"
  | "resume"
  | "compensate"
  | "finish_compensation"
  | "complete"
  | "fail"
  | "cancel"
  | "time_out";

/**
 * A run completes only while it is running: what wakes it resumes it first. Compensation, once begun, is not
 * canceled; it finishes or fails.
 */
export const runTransitions = {
  running: {
    wait: "waiting",
    compensate: "compensating",
    complete: "completed",
    fail: "failed",
    cancel: "canceled",
    time_out: "timed_out",
  },
  waiting: {
    resume: "running",
    compensate: "compensating",
    fail: "failed",
    cancel: "canceled",
    time_out: "timed_out",
  },
  compensating: { finish_compensation: "compensated", fail: "failed", time_out: "timed_out" },
  completed: {},
  compensated: {},
  failed: {},
  canceled: {},
  timed_out: {},
} as const satisfies Transitions<RunStatus, RunEvent>;
