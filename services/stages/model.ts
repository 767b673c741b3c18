import { z } from "zod";
import type { AssuranceLevel, OnDeadline, Rejection } from "../../db/schema/statuses.ts";
import type { PlannedSeat } from "../assignments/model.ts";

/** The most seats that a stage's quorum can count. */
export const quorumMaxCount = 50;
const percentMax = 100;

/** Reads a stage's quorum as it was stored with the stage. */
export const quorumSchema = z.union([
  z.enum(["any", "all"]),
  z.strictObject({ count: z.int().min(1).max(quorumMaxCount) }),
  z.strictObject({ percent: z.int().min(1).max(percentMax) }),
  z.strictObject({ perGroup: z.int().min(1).max(quorumMaxCount) }),
]);

/**
 * How many approvals a stage needs: one, that of every seat, a number, a share of the seats rounded up, or a number
 * from each group that has seats.
 */
export type Quorum = z.infer<typeof quorumSchema>;

const stageNameMaxCharacters = 100;
const stagesMaxCount = 20;

/**
 * Separation of duties beyond what always holds (nobody decides their own request, in person or through a
 * delegation). `nobodyTwice`: no second decision by one person in a request. `reportingLine`: nobody decides together
 * with their own manager or report. `conflicts`: sets of stages that no person may decide more than one of.
 */
export const separationSchema = z.strictObject({
  nobodyTwice: z.literal(true).optional(),
  reportingLine: z.literal(true).optional(),
  conflicts: z
    .array(z.array(z.string().min(1).max(stageNameMaxCharacters)).min(2).max(stagesMaxCount))
    .max(stagesMaxCount)
    .optional(),
});
export type Separation = z.infer<typeof separationSchema>;

const reasonCodesMaxCount = 50;
const reasonCodeMaxCharacters = 100;

/** What a rejection has to say: a comment, one of the named reason codes, or both. */
export const onRejectSchema = z.strictObject({
  comment: z.literal(true).optional(),
  reasonCodes: z
    .array(z.string().min(1).max(reasonCodeMaxCharacters))
    .min(1)
    .max(reasonCodesMaxCount)
    .optional(),
});
export type OnReject = z.infer<typeof onRejectSchema>;

/** A stage as the policy asks for it, before it is stored. Stages of one position are open at the same time. */
export type PlannedStage = {
  /** Counts from 1. */
  readonly position: number;
  readonly name: string;
  readonly quorum: Quorum;
  readonly rejection: Rejection;
  readonly assurance: AssuranceLevel;
  readonly deadlineSeconds: number;
  readonly onDeadline: OnDeadline;
  /** Seconds after the opening, rising. */
  readonly reminderSeconds: readonly number[];
  readonly escalation: readonly EscalationRung[];
  readonly separation: Separation;
  readonly onReject: OnReject;
  readonly seats: readonly PlannedSeat[];
};

/** One rung of the ladder: who is asked, too, when nobody has decided after so long. `to` is an approver form. */
export type EscalationRung = {
  readonly afterSeconds: number;
  readonly to: Readonly<Record<string, unknown>>;
};

/** A stored stage's ladder: routing alone writes it, from the evaluator's own type. */
export const ladderOf = (stage: { readonly escalation: readonly unknown[] }): readonly EscalationRung[] =>
  stage.escalation as readonly EscalationRung[];
