import { z } from "zod";
import type { AssuranceLevel } from "../../db/schema/statuses.ts";
import type { PlannedSeat } from "../assignments/model.ts";

/** How many approvals a stage needs: one, that of every seat, or a number. */
export type Quorum = "any" | "all" | { readonly count: number };
/** `veto`: the first rejection rejects the stage. */
export type Rejection = "veto";
/** What becomes of the request when the stage's deadline passes. */
export type OnDeadline = "expire";

/** The most seats that a stage's quorum can count. */
export const quorumMaxCount = 50;

/** Reads a stage's quorum as it was stored with the stage. */
export const quorumSchema = z.union([
  z.enum(["any", "all"]),
  z.strictObject({ count: z.int().min(1).max(quorumMaxCount) }),
]);

/** A stage as the policy asks for it, before it is stored; `position` counts from 1. */
export type PlannedStage = {
  readonly position: number;
  readonly name: string;
  readonly quorum: Quorum;
  readonly rejection: Rejection;
  readonly assurance: AssuranceLevel;
  readonly deadlineSeconds: number;
  readonly onDeadline: OnDeadline;
  readonly seats: readonly PlannedSeat[];
};
