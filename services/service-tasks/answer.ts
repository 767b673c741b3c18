import canonicalize from "canonicalize";
import { lockRequest } from "../../db/queries/requests.ts";
import {
  findServiceTask,
  lockServiceTask,
  moveServiceTask,
  type ServiceTaskRow,
} from "../../db/queries/service-tasks.ts";
import { endTaskLinks } from "../../db/queries/task-links.ts";
import type { Id } from "../../db/schema/columns.ts";
import { record } from "../audit/record.ts";
import { DomainError, notFound } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";
import type { FieldError } from "../kinds/model.ts";
import { wakeRun } from "../outbox/wake.ts";
import { byHandSchema, type HandAnswer } from "./model.ts";

export type HandAnswerInput = {
  readonly taskId: Id<"serviceTask">;
  readonly answerName: string;
  readonly fields: Readonly<Record<string, unknown>>;
  readonly comment: string | null;
  readonly by: { readonly memberId: Id<"member"> | null; readonly via: "email_link" | "api" };
};

const check = (answer: HandAnswer, { fields, comment }: HandAnswerInput): void => {
  const missing = answer.fields
    .filter(({ name, required }) => required && fields[name] === undefined)
    .map(({ name }) => ({ pointer: `/fields/${name}`, message: "is required" }));
  const unknown = Object.keys(fields)
    .filter((name) => !answer.fields.some((field) => field.name === name))
    .map((name) => ({ pointer: `/fields/${name}`, message: "is not asked for" }));
  const uncommented: FieldError[] =
    answer.comment === "required" && comment === null
      ? [{ pointer: "/comment", message: "is required" }]
      : [];
  const errors = [...missing, ...unknown, ...uncommented];
  if (errors.length > 0) {
    throw new DomainError("body.invalid", { detail: "The answer is not valid.", errors });
  }
};

const recordedAs = (
  task: ServiceTaskRow,
  answer: HandAnswer,
  { fields, comment }: HandAnswerInput,
): ServiceTaskRow => {
  const same =
    canonicalize([task.status, task.result, task.message]) ===
    canonicalize([answer.outcome, { ...fields, answer: answer.name }, comment]);
  if (!same) {
    throw new DomainError("service_task.answered_otherwise", {
      detail: "The task has ended with another outcome.",
      extensions: { status: task.status },
    });
  }
  return task;
};

/**
 * Ends a task by what a person has answered. Throws `body.invalid` and, when the task has ended otherwise,
 * `service_task.answered_otherwise`; the same answer again answers the recorded outcome.
 */
export const answerByHand = async (ctx: UnitContext, input: HandAnswerInput): Promise<ServiceTaskRow> => {
  const { tx } = ctx.unit;
  const found = await findServiceTask(tx, ctx.tenantId, input.taskId);
  if (found === undefined) {
    throw notFound();
  }
  await lockRequest(tx, ctx.tenantId, found.requestId);
  const task = (await lockServiceTask(tx, ctx.tenantId, input.taskId)) ?? found;
  const answer = byHandSchema.parse(task.byHand).answers.find(({ name }) => name === input.answerName);
  if (answer === undefined) {
    throw new DomainError("body.invalid", { detail: "There is no such answer.", errors: [] });
  }
  check(answer, input);
  const ended = await moveServiceTask(tx, ctx.tenantId, {
    id: task.id,
    status: answer.outcome,
    result: { ...input.fields, answer: answer.name },
    reasonCode: answer.outcome === "declined" ? (answer.reasonCode ?? answer.name) : null,
    message: input.comment,
  });
  if (ended === undefined) {
    return recordedAs(task, answer, input);
  }
  await endTaskLinks(tx, ctx.tenantId, task.id);
  await wakeRun(ctx, { taskId: task.id, callback: task.callback }, task.requestId);
  await record(ctx, {
    action: `service_task.${answer.outcome}`,
    target: { type: "service_task", id: task.id },
    requestId: task.requestId,
    detail: { type: task.type, step: task.step, answer: answer.name, by: input.by },
  });
  return ended;
};
