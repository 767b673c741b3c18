import type { StageStatus } from "../../db/schema/statuses.ts";
import type { Transitions } from "../requests/machine.ts";

export type StageEvent = "activate" | "approve" | "reject" | "skip" | "cancel";

/** A stage is canceled when its request ends without it: returned, withdrawn, canceled, expired or rejected. */
export const stageTransitions = {
  not_started: { activate: "active", skip: "skipped", cancel: "canceled" },
  active: { approve: "approved", reject: "rejected", cancel: "canceled" },
  approved: {},
  rejected: {},
  skipped: {},
  canceled: {},
} as const satisfies Transitions<StageStatus, StageEvent>;
