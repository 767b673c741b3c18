import { z } from "zod";
import { textSchema } from "../../../../services/kinds/text.ts";
import type { Money } from "../../../../services/money/model.ts";
import { attemptsMax, idCharactersMax } from "../limits.ts";

export const idSchema = textSchema(idCharactersMax);

/** Who asks for what. Whatever else the sender may come to say about a task is not ours to refuse. */
export const envelopeSchema = z.object({
  task: z.object({
    id: idSchema,
    type: idSchema,
    tenantId: idSchema,
    requestId: idSchema,
    kind: textSchema(idCharactersMax),
    attempt: z.int().min(0).max(attemptsMax),
  }),
  input: z.record(z.string(), z.unknown()),
});

export type Envelope = z.infer<typeof envelopeSchema>;

/** A task by its Idempotency-Key, which is what a compensation names it by. */
export type TaskKey = { readonly tenantId: string; readonly taskId: string };

export type Task = TaskKey & {
  readonly requestId: string;
  readonly type: string;
  readonly attempt: number;
  /** As the type's schema left it. */
  readonly input: Readonly<Record<string, unknown>>;
};

/** The answer: with status 200, or with 202 where the outcome comes later. */
export type Answer =
  | { readonly outcome: "accepted" }
  | { readonly outcome: "completed"; readonly result: Readonly<Record<string, unknown>> }
  | { readonly outcome: "declined"; readonly reasonCode: string; readonly message: string };

/** What goes into the ledger about something that happened; `reference` is what the task was about. */
export type Entry = {
  readonly amount: Money | null;
  readonly reference: string;
  readonly detail: Readonly<Record<string, unknown>>;
};

/** What came of a task: its answer, and the effect if there was one. */
export type Done = { readonly answer: Answer; readonly entry: Entry | null };

export const declined = (reasonCode: string, message: string): Done => ({
  answer: { outcome: "declined", reasonCode, message },
  entry: null,
});

/** Taken now; whoever plays the other side tells the outcome over the API. */
export const acceptedForLater: Done = { answer: { outcome: "accepted" }, entry: null };

export const completed = (result: Readonly<Record<string, unknown>>, entry: Entry): Done => ({
  answer: { outcome: "completed", result },
  entry,
});

export const nothingToUndo: Done = {
  answer: { outcome: "completed", result: { nothingToUndo: true } },
  entry: null,
};
