import { z } from "@hono/zod-openapi";
import { serviceTaskStatuses, taskPerformers } from "../../services/statuses.ts";
import { id, moment, nullable, nullableMoment } from "./shapes.ts";

const loose = z.record(z.string(), z.unknown());

export const serviceTask = z
  .object({
    id: id("tsk"),
    requestId: id("req"),
    runId: id("run"),
    step: z.string(),
    type: z.string(),
    status: z.enum(serviceTaskStatuses),
    performedBy: z.enum(taskPerformers),
    attempts: z.number().int().openapi({ description: "How often a system was called" }),
    result: nullable(loose),
    reasonCode: z.string().nullable(),
    message: z.string().nullable(),
    createdAt: moment,
    dueAt: nullableMoment,
    endedAt: nullableMoment,
  })
  .openapi("ServiceTask");

const field = z.object({
  name: z.string(),
  label: z.string(),
  hint: z.string().optional(),
  type: z.enum(["text", "longText", "number", "money", "date", "choice", "yesNo", "file"]),
  required: z.boolean(),
  choices: z.array(z.object({ value: z.string(), label: z.string() })).optional(),
});

const form = z
  .object({
    title: z.string(),
    instructions: z.string(),
    facts: z.array(z.object({ label: z.string(), value: z.string() })),
    assurance: z.enum(["link", "code"]),
    answers: z.array(
      z.object({
        name: z.string(),
        label: z.string(),
        tone: z.enum(["good", "bad", "act"]),
        outcome: z.enum(["completed", "declined"]),
        reasonCode: z.string().optional(),
        comment: z.enum(["required", "optional", "none"]),
        fields: z.array(field),
      }),
    ),
  })
  .openapi("TaskForm");

export const serviceTaskDetail = serviceTask
  .extend({
    input: loose,
    byHand: form,
    calls: z
      .array(
        z.object({
          attempt: z.number().int(),
          integrationId: id("int"),
          startedAt: moment,
          milliseconds: z.number().int(),
          httpStatus: z.number().int().nullable(),
          outcome: z.enum(["completed", "declined", "accepted", "failed"]),
          message: z.string().nullable(),
        }),
      )
      .readonly(),
    asked: z
      .array(z.object({ memberId: nullable(id("mem")), name: z.string() }))
      .readonly()
      .openapi({ type: "array", description: "Who was asked to do it by hand" }),
  })
  .openapi("ServiceTaskDetail");
