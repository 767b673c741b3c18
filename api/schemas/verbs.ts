import { z } from "@hono/zod-openapi";
import { decisionsAtOnceMax } from "../../services/decisions/index.ts";
import { idSchema, requestInputSchema } from "../../services/requests/index.ts";
import { problemSchema } from "./problem.ts";
import { commentText, decided, newDecision } from "./requests.ts";
import { id, moment, nullable } from "./shapes.ts";

const member = idSchema("mem");
const acting = { actingMemberId: member.optional(), comment: commentText.optional() };

export const passingOn = z.strictObject({ memberId: member, ...acting }).openapi("PassingOn");

export const newApprover = z
  .strictObject({ memberId: member, stageId: idSchema("stg").optional(), ...acting })
  .openapi("NewApprover");

export const resubmission = z
  .strictObject({
    title: requestInputSchema.shape.title.optional(),
    payload: requestInputSchema.shape.payload.optional(),
    ...acting,
  })
  .openapi("Resubmission");

export const edit = z
  .strictObject({
    requestVersion: newDecision.shape.requestVersion,
    title: requestInputSchema.shape.title.optional(),
    payload: requestInputSchema.shape.payload,
    ...acting,
  })
  .openapi("Edit");

export const override = z
  .strictObject({ outcome: z.enum(["approve", "reject"]), comment: commentText, actingMemberId: member })
  .openapi("Override");

export const newComment = z
  .strictObject({ text: commentText, memberId: member.optional() })
  .openapi("NewComment");

export const comment = z
  .object({
    id: id("cmt"),
    requestId: id("req"),
    memberId: nullable(id("mem")),
    text: z.string(),
    createdAt: moment,
  })
  .openapi("Comment");

export const newDecisions = z
  .strictObject({
    decisions: z
      .array(newDecision.omit({ actingMemberId: true }).extend({ assignmentId: idSchema("asg") }))
      .min(1)
      .max(decisionsAtOnceMax),
    actingMemberId: member.optional(),
  })
  .openapi("NewDecisions");

export const decidedMany = z
  .object({
    data: z
      .array(
        z.object({ assignmentId: id("asg"), decided: nullable(decided), problem: nullable(problemSchema) }),
      )
      .readonly(),
  })
  .openapi("DecidedMany");
