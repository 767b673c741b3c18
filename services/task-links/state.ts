import type { LinkStatus, RunStatus, ServiceTaskStatus } from "../../db/schema/statuses.ts";
import type { RequestStanding } from "../runs/standing.ts";

/** What a link to a task leads to, as the truth stands now. Only "open" can be answered. */
export type TaskState =
  | "open"
  /** By the holder of this link. */
  | "answered"
  | "answered_before"
  | "not_needed"
  | "over"
  | "superseded"
  | "revoked"
  | "link_expired";

export type TaskStateFacts = {
  readonly taskStatus: ServiceTaskStatus;
  readonly runStatus: RunStatus;
  readonly requestStanding: RequestStanding;
  readonly linkStatus: LinkStatus;
  readonly linkExpired: boolean;
  readonly dueAt: Date | null;
  readonly now: Date;
};

const openState = (facts: TaskStateFacts): TaskState => {
  const { runStatus, requestStanding, linkStatus, linkExpired, dueAt, now } = facts;
  // A run that undoes goes on where the request has ended.
  if (requestStanding === "ended" && runStatus !== "compensating") {
    return "not_needed";
  }
  if (dueAt !== null && dueAt <= now) {
    return "over";
  }
  if (linkStatus === "revoked") {
    return "revoked";
  }
  if (linkStatus !== "active") {
    return "superseded";
  }
  return linkExpired ? "link_expired" : "open";
};

/** Pure: which page a link to a task shows. What was recorded comes before what has ended since. */
export const taskState = (facts: TaskStateFacts): TaskState => {
  switch (facts.taskStatus) {
    case "completed":
    case "declined":
      return facts.linkStatus === "used" ? "answered" : "answered_before";
    case "canceled":
      return "not_needed";
    case "failed":
      // Where a system was called before, a person's "it cannot be done" is kept as a failure.
      return facts.linkStatus === "used" ? "answered" : "over";
    case "pending":
    case "accepted":
      return openState(facts);
  }
};
