import { z } from "zod";
import type { Id } from "../../db/schema/columns.ts";
import type { ServiceTaskStatus } from "../../db/schema/statuses.ts";
import { lineSchema, textSchema } from "../kinds/text.ts";

const reasonCodeMaxCharacters = 100;
const messageMaxCharacters = 1_000;

/** How a service task came out, as the run reads it. `canceled`: the run no longer wanted it. */
export type TaskOutcome = {
  readonly status: Extract<ServiceTaskStatus, "completed" | "declined" | "failed" | "canceled">;
  readonly reasonCode: string | null;
  readonly message: string | null;
  /** A compensation that found nothing to undo says so here. */
  readonly nothingToUndo: boolean;
  /** Failed or canceled without our knowing whether a system had done the work by then. */
  readonly perhapsDone: boolean;
  /** What the definition's `tells` picked out of the result: all that the orchestration may branch upon. */
  readonly told: Readonly<Record<string, unknown>>;
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

/** Reads the task of an earlier step; throws when the workflow asks in the wrong order. */
export type Earlier = (step: string) => EarlierTask;

const fieldsMax = 20;
const answersMax = 6;
const factsMax = 50;
const choicesMax = 50;
const nameMaxCharacters = 60;
const labelMaxCharacters = 200;
const valueMaxCharacters = 2_000;

const nameSchema = z
  .string()
  .regex(/^[a-z][A-Za-z0-9]*$/)
  .max(nameMaxCharacters);
const label = lineSchema(labelMaxCharacters);

/** One field of the form that a person fills in; what they enter becomes a member of the task's result. */
export const taskFieldSchema = z.strictObject({
  name: nameSchema,
  label,
  hint: label.optional(),
  type: z.enum(["text", "longText", "number", "money", "date", "choice", "yesNo", "file"]),
  required: z.boolean().default(true),
  /** Of a choice. */
  choices: z
    .array(z.strictObject({ value: nameSchema, label }))
    .max(choicesMax)
    .optional(),
});
export type TaskField = z.infer<typeof taskFieldSchema>;

/** One of the answers that a person may give. */
export const handAnswerSchema = z.strictObject({
  name: nameSchema,
  /** What the button says: "Mark as done". */
  label,
  tone: z.enum(["good", "bad", "act"]),
  outcome: z.enum(["completed", "declined"]),
  /** Of a decline. */
  reasonCode: z.string().min(1).max(reasonCodeMaxCharacters).optional(),
  /** Whether a comment has to be written. */
  comment: z.enum(["required", "optional", "none"]).default("optional"),
  fields: z.array(taskFieldSchema).max(fieldsMax).default([]),
});
export type HandAnswer = z.infer<typeof handAnswerSchema>;

/** What a person is asked, as it is kept with the task. */
export const byHandSchema = z.strictObject({
  title: label,
  instructions: textSchema(valueMaxCharacters),
  facts: z
    .array(z.strictObject({ label, value: textSchema(valueMaxCharacters) }))
    .max(factsMax)
    .default([]),
  /** `code`: the link alone does not answer, eight digits are mailed at the confirmation. */
  assurance: z.enum(["link", "code"]).default("link"),
  answers: z.array(handAnswerSchema).min(1).max(answersMax),
});
export type ByHand = z.infer<typeof byHandSchema>;
export type ByHandInput = z.input<typeof byHandSchema>;

/** Who does a task by hand: an approver form of the policies, or somebody outside who is no member. */
export type Performer =
  | { readonly member: Id<"member"> }
  | { readonly group: Id<"group"> }
  | { readonly role: "tenant_admin" }
  | { readonly attribute: Readonly<Record<string, string | number | boolean>> }
  | { readonly email: string; readonly name: string };

/** The request as definitions see it: its payload of now, who asked, and what was found out. */
export type TaskSubject<Payload = unknown> = {
  readonly payload: Payload;
  readonly requester: { readonly email: string; readonly name: string };
  readonly findings: Readonly<Record<string, unknown>>;
  /** What the tenant has set for the kind, as its schema reads it. */
  readonly settings: unknown;
  /** The reason codes of those who rejected it; empty while it is not rejected, and where a policy rejected it by itself. */
  readonly rejectedFor?: readonly string[];
};

/**
 * What a workflow asks for at one of its steps. Everything here is pure, and taken when the task is first asked for.
 */
export type TaskDefinition<Payload = unknown> = {
  /** `noun.verb`, by which the tenant's integrations are found. */
  readonly type: string;
  input(subject: TaskSubject<Payload>, earlier: Earlier): Record<string, unknown>;
  /** Without it a person is asked for "done" or "cannot be done", shown the input. */
  byHand?(subject: TaskSubject<Payload>, earlier: Earlier): ByHandInput;
  /** Always done by this person, whatever integrations there are: an applicant's answer, a new hire's documents. */
  performer?(subject: TaskSubject<Payload>, earlier: Earlier): Performer;
  /** What the orchestration may branch upon; small, and nothing by default. */
  tells?(result: Readonly<Record<string, unknown>>): Record<string, unknown>;
  /** Kept with the request's findings under these names, for policies, pages and later steps. */
  finds?(result: Readonly<Record<string, unknown>>): Record<string, unknown>;
  /**
   * The moment at which an answer comes too late, in place of the wait that the step asks with. Asked again whenever the
   * run wakes, so that an edit moves it; `plannedAt`: when the task was asked for.
   */
  dueAt?(subject: TaskSubject<Payload>, facts: { readonly plannedAt: Date }): Date;
  /** Nobody is asked: the agent that the request is for does it, and proves it by its single-use token. */
  readonly awaitsAgent?: true;
  /** Only tells a tenant's system something: without an integration for it, nobody is asked. */
  readonly optional?: true;
  /** Documents whose contents are deleted here as well once the task is done: those of another task, by field. */
  deletes?(
    subject: TaskSubject<Payload>,
    earlier: Earlier,
  ): { readonly taskId: Id<"serviceTask">; readonly fields: readonly string[] };
  /** The step that undoes this one. */
  readonly undoneBy?: string;
  /** Needs no undoing of its own where this later step's work was really undone (a refund makes the void moot). */
  readonly coveredBy?: string;
  /** Asked for even when the request is over: it tells somebody how that ended. */
  readonly afterEnd?: true;
  /** Cannot be undone: once it is asked for, the request is not withdrawn any more. */
  readonly commits?: true;
  /**
   * A system is called once. Where its answer does not come the task has failed, perhaps done: neither is the system
   * called again nor a person asked, because the workflow has to find out first what the call did.
   */
  readonly once?: true;
};

export type TaskDefinitions = Readonly<Record<string, TaskDefinition>>;
