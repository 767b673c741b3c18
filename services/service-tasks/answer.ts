import { createHash } from "node:crypto";
import canonicalize from "canonicalize";
import { moveServiceTask, type ServiceTaskRow } from "../../db/queries/service-tasks.ts";
import { endTaskLinks } from "../../db/queries/task-links.ts";
import { listTaskDocumentIds } from "../../db/queries/task-people.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import { DomainError } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";
import { wakeRun } from "../outbox/wake.ts";
import { formOf } from "./form-of.ts";
import { lockTask } from "./lock.ts";
import { readHandAnswer } from "./read-hand-answer.ts";
import { isOpenTask } from "./request.ts";

type Json = Readonly<Record<string, unknown>>;

/** How a task comes out. `result` of one that is not completed: what a person has filled in. */
export type FinalAnswer =
  | { readonly outcome: "completed"; readonly result: Json; readonly message?: string | null }
  | {
      readonly outcome: "declined" | "failed";
      readonly reasonCode: string;
      readonly message: string;
      readonly result?: Json;
    };

export type TaskAnswerInput = {
  readonly taskId: Id<"serviceTask">;
  readonly answer: FinalAnswer;
  /** Who answered and by which way, for the audit: ids and facts, no addresses. */
  readonly by: Json;
};

export type HandAnswerInput = {
  readonly taskId: Id<"serviceTask">;
  /** Of the form's answers. */
  readonly answerName: string;
  readonly fields: Json;
  readonly comment: string | null;
  readonly by: Json;
};

type Ending = Pick<ServiceTaskRow, "result" | "reasonCode" | "message"> & {
  readonly status: FinalAnswer["outcome"];
};

const declinedByHand = "cannot_be_done";

const toEnding = (answer: FinalAnswer): Ending => ({
  status: answer.outcome,
  // As it comes back from the database, so that a repetition compares equal.
  result: answer.result === undefined ? null : (JSON.parse(JSON.stringify(answer.result)) as Json),
  reasonCode: answer.outcome === "completed" ? null : answer.reasonCode,
  message: answer.message ?? null,
});

const isSame = (task: ServiceTaskRow, { status, result, reasonCode }: Ending): boolean =>
  canonicalize([task.status, task.result, task.reasonCode]) === canonicalize([status, result, reasonCode]);

const requireSame = (task: ServiceTaskRow, ending: Ending): void => {
  if (isSame(task, ending)) return;
  const { id, status, reasonCode, message, result } = task;
  const recorded = { id, status, reasonCode, message, result, endedAt: task.endedAt?.toISOString() ?? null };
  throw status === "canceled"
    ? new DomainError("service_task.not_open", {
        detail: "The task is not wanted any more.",
        extensions: { task: recorded },
      })
    : new DomainError("service_task.answered_otherwise", {
        detail: `The task is ${status} already, with another answer.`,
        extensions: { task: recorded },
      });
};

/** The result itself may hold what a log that is kept for ever must not: its hash proves it to whoever has it. */
const auditDetail = (task: ServiceTaskRow, by: Json) => ({
  type: task.type,
  step: task.step,
  performedBy: task.performedBy,
  attempts: task.attempts,
  reasonCode: task.reasonCode,
  ...(task.result === null
    ? {}
    : {
        resultHash: createHash("sha256")
          .update(canonicalize(task.result) ?? "")
          .digest("hex"),
      }),
  by,
});

/** An agent proves by its token that it ran what was approved; nobody says so for it. */
const requireNotAgents = ({ performedBy, status }: ServiceTaskRow): void => {
  if (performedBy === "agent") {
    throw new DomainError("service_task.not_open", {
      detail: "An agent ends this task, by redeeming its action token, and nobody else.",
      extensions: { task: { status } },
    });
  }
};

/**
 * Ends an open task by an answer, whoever gives it: voids its links and wakes its run. Idempotent: the same outcome
 * again answers the task as it was recorded. Throws `resource.not_found`, `service_task.answered_otherwise` when
 * another outcome was recorded, and `service_task.not_open` when the task was canceled or is an agent's.
 */
export const answerTask = async (ctx: UnitContext, input: TaskAnswerInput): Promise<ServiceTaskRow> => {
  const task = await lockTask(ctx, input.taskId);
  requireNotAgents(task);
  return endTask(ctx, task, input);
};

/** The same for a task that the transaction holds, an agent's among them. */
export const endTask = async (
  ctx: UnitContext,
  task: ServiceTaskRow,
  { answer, by }: Omit<TaskAnswerInput, "taskId">,
): Promise<ServiceTaskRow> => {
  const { tx } = ctx.unit;
  const taskId = task.id;
  const ending = toEnding(answer);
  const ended = isOpenTask(task)
    ? await moveServiceTask(tx, ctx.tenantId, { id: taskId, ...ending })
    : undefined;
  if (ended === undefined) {
    requireSame(task, ending);
    return task;
  }
  await endTaskLinks(tx, ctx.tenantId, taskId);
  await wakeRun(ctx, { taskId, callback: ended.callback }, ended.requestId);
  await record(ctx, {
    action: `service_task.${ending.status}`,
    target: { type: "service_task", id: taskId },
    requestId: ended.requestId,
    detail: auditDetail(ended, by),
  });
  return ended;
};

/**
 * Ends a task by one of the answers of its form, as a person gives it. Where a system was called before, "it cannot be
 * done" is a failure: nobody knows whether the system did it. Throws `body.invalid` with pointers to what does not fit
 * the form, and what `answerTask` throws; idempotent like it.
 */
export const answerByHand = async (ctx: UnitContext, input: HandAnswerInput): Promise<ServiceTaskRow> => {
  const { taskId, by } = input;
  const task = await lockTask(ctx, taskId);
  const documentIds = await listTaskDocumentIds(ctx.unit.tx, ctx.tenantId, taskId);
  const reading = readHandAnswer(formOf(task), input, documentIds);
  if (!reading.ok) {
    throw new DomainError("body.invalid", {
      detail: "The answer does not fit the task's form.",
      errors: reading.errors,
    });
  }
  const { answer, fields, comment } = reading;
  const result = { ...fields, answer: answer.name, byHand: true };
  if (answer.outcome === "completed") {
    return answerTask(ctx, { taskId, by, answer: { outcome: "completed", result, message: comment } });
  }
  const outcome = task.attempts > 0 ? "failed" : "declined";
  const reasonCode = answer.reasonCode ?? declinedByHand;
  return answerTask(ctx, { taskId, by, answer: { outcome, reasonCode, message: comment ?? "", result } });
};
