import type { RunFailure } from "../../services/runs/model.ts";
import type { TaskOutcome } from "../../services/service-tasks/model.ts";

/** Why a flow does not go on. */
export type HaltReason =
  /** Nobody approved it, or it is over: withdrawn, canceled, rejected, expired, sent back. */
  | { readonly why: "over" }
  /** A step did not come about. */
  | { readonly why: "step"; readonly step: string; readonly outcome: TaskOutcome };

/** Leaves a flow's script; `runFlow` alone catches it. Never crosses a durable operation, where its class would be lost. */
export class Halt extends Error {
  readonly reason: HaltReason;

  constructor(reason: HaltReason) {
    super(reason.why === "step" ? `${reason.step} ${reason.outcome.status}` : "the request is over");
    this.name = "Halt";
    this.reason = reason;
  }
}

/** Pure: the step that a run failed at; null where nothing failed. */
export const failureOf = (halt: HaltReason): RunFailure | null =>
  halt.why === "over"
    ? null
    : {
        task: halt.step,
        reasonCode: halt.outcome.reasonCode ?? "failed",
        message: halt.outcome.message ?? "",
      };
