import type { AssignmentStatus } from "../../db/schema/statuses.ts";
import type { Transitions } from "../requests/machine.ts";

export type AssignmentEvent = "open" | "decide" | "reassign" | "delegate" | "recuse" | "release" | "expire";

/**
 * A seat is released (`not_required`) when its stage is decided without it or its request ends. Whoever takes
 * over a reassigned or delegated seat gets a new one, so that the old one keeps its history.
 */
export const assignmentTransitions = {
  pending: { open: "open", reassign: "reassigned", delegate: "delegated", release: "not_required" },
  open: {
    decide: "decided",
    reassign: "reassigned",
    delegate: "delegated",
    recuse: "recused",
    release: "not_required",
    expire: "expired",
  },
  decided: {},
  reassigned: {},
  delegated: {},
  recused: {},
  not_required: {},
  expired: {},
} as const satisfies Transitions<AssignmentStatus, AssignmentEvent>;
