import type { RequestStatus, StageStatus } from "../../db/schema/statuses.ts";

/** How the stages of one position stand together. */
export type Standing = "open" | "approved" | "ended";

const passed: ReadonlySet<StageStatus> = new Set(["approved", "skipped"]);
const open: ReadonlySet<StageStatus> = new Set(["not_started", "active"]);

/** Whether a stage of this status lets the request pass. */
export const letsPass = (status: StageStatus): boolean => passed.has(status);

/** Whether all of these stages let the request pass. */
export const haveAllPassed = (stages: readonly { readonly status: StageStatus }[]): boolean =>
  stages.every(({ status }) => letsPass(status));

type PositionFacts = {
  readonly request: { readonly status: RequestStatus; readonly round: number };
  readonly stages: readonly { readonly status: StageStatus; readonly round: number }[];
};

/**
 * Whether a run goes on past the position, waits at it, or ends. A run belongs to one round: when the request has
 * come back in another, the run of the earlier one has ended, whatever the request's status is by then.
 */
export const standingOf = ({ request, stages }: PositionFacts): Standing => {
  if (stages.some(({ round }) => round !== request.round)) return "ended";
  if (request.status === "approved") return "approved";
  if (request.status !== "pending") return "ended";
  if (haveAllPassed(stages)) return "approved";
  return stages.every(({ status }) => letsPass(status) || open.has(status)) ? "open" : "ended";
};
