import { z } from "zod";
import type { Id } from "../../db/schema/columns.ts";
import type { ServiceTaskStatus } from "../../db/schema/statuses.ts";

/** Attempts until a task is given up as failed: with the outbox's backoff, about four minutes. */
export const taskAttemptsMax = 10;
export const taskTimeoutMilliseconds = 10_000;
const reasonCodeMaxCharacters = 100;
const messageMaxCharacters = 1_000;

/** How a service task came out, as the run reads it. */
export type TaskOutcome = {
  readonly status: Extract<ServiceTaskStatus, "completed" | "declined" | "failed">;
  readonly reasonCode: string | null;
  readonly message: string | null;
  /** A compensation that found nothing to undo says so here. */
  readonly nothingToUndo: boolean;
};

/** What the tenant's system answers with status 200. */
export const taskAnswerSchema = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("completed"), result: z.record(z.string(), z.unknown()).default({}) }),
  z.object({
    outcome: z.literal("declined"),
    reasonCode: z.string().min(1).max(reasonCodeMaxCharacters),
    message: z.string().max(messageMaxCharacters).default(""),
  }),
]);
export type TaskAnswer = z.infer<typeof taskAnswerSchema>;

/** An earlier task of the run, as the next one's input is made from it. */
export type EarlierTask = {
  readonly id: Id<"serviceTask">;
  readonly result: Readonly<Record<string, unknown>>;
};

/** What a workflow asks for at one of its steps. `input` is pure: payload and earlier tasks in, input out. */
export type TaskDefinition = {
  readonly type: string;
  readonly input: (payload: unknown, earlier: (step: string) => EarlierTask) => Record<string, unknown>;
};
