import { z } from "@hono/zod-openapi";
import { lastDefaultCount, lastMaxCount } from "../../services/policies/index.ts";
import { requestInputSchema } from "../../services/requests/index.ts";
import { assignmentStatuses, assuranceLevels, deadlineEnds, rejections } from "../../services/statuses.ts";
import { policy, publication } from "./directory.ts";
import { quorum } from "./requests.ts";
import { id, money, nullable } from "./shapes.ts";

const finding = z
  .object({
    level: z.enum(["error", "warning"]),
    rule: z.string(),
    stage: z.string().nullable(),
    pointer: z.string(),
    message: z.string(),
  })
  .openapi("PolicyFinding");

export const checkedPolicy = policy
  .extend({
    findings: z.array(finding).readonly().openapi({
      description: "What in the version will not do what it says; errors stand in the way of publishing",
    }),
  })
  .openapi("CheckedPolicy");

const reason = z.looseObject({ type: z.string() });
const { version } = publication.shape;

export const newPreview = z
  .strictObject({
    version: version.optional().openapi({
      description: "Without it the version in force, or the newest where none is",
    }),
    request: requestInputSchema.omit({ kind: true, policyId: true }).partial({ title: true }),
    findings: z.record(z.string(), z.unknown()).optional().openapi({
      description: "In place of what the kind would find of the request; its other findings stay",
    }),
  })
  .openapi("NewPreview");

export const preview = z
  .object({
    policyId: id("pol"),
    version: z.number().int(),
    outcome: z.enum([
      "auto_approved",
      "auto_rejected",
      "staged",
      "no_match",
      "condition_failed",
      "no_approver",
    ]),
    rule: z.string().nullable(),
    message: z.string(),
    passedOver: z.array(z.object({ rule: z.string(), why: z.string() })).readonly(),
    stages: z
      .array(
        z.object({
          position: z.number().int(),
          name: z.string(),
          quorum,
          approvalsNeeded: z.number().int(),
          rejection: z.enum(rejections),
          assurance: z.enum(assuranceLevels),
          deadlineSeconds: z.number().int(),
          onDeadline: z.enum(deadlineEnds),
          seats: z
            .array(
              z.object({
                memberId: id("mem"),
                memberName: z.string(),
                memberEmail: z.string(),
                reason,
                why: z.string(),
              }),
            )
            .readonly(),
          missing: z.array(z.string()).readonly(),
        }),
      )
      .readonly(),
    leftOut: z
      .array(z.object({ stage: z.string(), why: z.string() }))
      .readonly()
      .openapi({
        description: "Stages of the rule that are not asked for this request",
      }),
  })
  .openapi("Preview");

export const newSimulation = z
  .strictObject({ version, last: z.int().min(1).max(lastMaxCount).default(lastDefaultCount) })
  .openapi("NewSimulation");

const route = {
  outcome: z.enum(["auto_approved", "auto_rejected", "staged", "refused"]),
  rule: z.string().nullable(),
  stages: z.array(z.object({ name: z.string(), memberIds: z.array(id("mem")).readonly() })).readonly(),
  decisions: z.number().int(),
  message: z.string().nullable(),
};
const count = z.object({ requests: z.number().int(), amounts: z.array(money).readonly() });
const totals = z
  .object({
    autoApproved: count,
    staged: count,
    rejected: count,
    refused: count,
    decisions: z.number().int(),
  })
  .openapi("SimulationTotals");

export const simulation = z
  .object({
    policyId: id("pol"),
    version: z.number().int(),
    requests: z.number().int(),
    different: z.number().int(),
    differences: z
      .array(
        z.object({
          requestId: id("req"),
          title: z.string(),
          amount: nullable(money),
          before: z.object({ ...route, policyId: id("pol"), policyVersion: z.number().int() }),
          after: z.object(route),
        }),
      )
      .readonly(),
    before: totals,
    after: totals,
  })
  .openapi("Simulation");

export const explanation = z
  .object({
    requestId: id("req"),
    memberId: id("mem"),
    memberName: z.string(),
    policyId: id("pol"),
    policyVersion: z.number().int(),
    rule: z.string().nullable(),
    hasSeat: z.boolean(),
    seats: z
      .array(
        z.object({
          assignmentId: id("asg"),
          round: z.number().int(),
          position: z.number().int(),
          stage: z.string(),
          status: z.enum(assignmentStatuses),
          reason,
          message: z.string(),
        }),
      )
      .readonly(),
    reasons: z.array(z.object({ code: z.string(), message: z.string() })).readonly(),
  })
  .openapi("Explanation");
