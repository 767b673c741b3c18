import { z } from "@hono/zod-openapi";
import {
  assignmentStatuses,
  assuranceLevels,
  deadlineEnds,
  decisionChannels,
  decisionOutcomes,
  rejections,
  requestStatuses,
  runStatuses,
  serviceTaskStatuses,
  stageStatuses,
} from "../../services/statuses.ts";
import { idSchema } from "../../services/requests/index.ts";
import { textSchema } from "../../services/kinds/text.ts";
import { id, moment, money, nullable, nullableMoment } from "./shapes.ts";

export const decision = z
  .object({
    id: id("dec"),
    assignmentId: nullable(id("asg")),
    outcome: z.enum(decisionOutcomes),
    comment: z.string().nullable(),
    reasonCode: z.string().nullable(),
    requestVersion: z.number().int(),
    contentHash: z.string(),
    via: z.enum(decisionChannels),
    assurance: z.enum(assuranceLevels),
    actedBy: nullable(id("mem")),
    apiKeyId: nullable(id("key")),
    onBehalfOf: nullable(id("mem")),
    override: z.boolean(),
    decidedAt: moment,
  })
  .openapi("Decision");

export const assignment = z
  .object({
    id: id("asg"),
    requestId: id("req"),
    stageId: id("stg"),
    memberId: id("mem"),
    memberName: z.string(),
    memberEmail: z.string(),
    status: z.enum(assignmentStatuses),
    reason: z.looseObject({ type: z.string() }),
    principalId: nullable(id("mem")),
    takenFrom: nullable(id("asg")),
    standsIn: z.boolean(),
    openedAt: nullableMoment,
    closedAt: nullableMoment,
    decision: nullable(decision),
  })
  .openapi("Assignment");

const requester = z.object({ memberId: nullable(id("mem")), email: z.string(), name: z.string() });

export const listedAssignment = assignment
  .extend({
    request: z.object({
      id: id("req"),
      kind: z.string(),
      title: z.string(),
      amount: nullable(money),
      requestVersion: z.number().int(),
      requester: requester.omit({ memberId: true }),
    }),
  })
  .openapi("AssignmentInList");

export const run = z
  .object({
    id: id("run"),
    requestId: id("req"),
    kind: z.string(),
    status: z.enum(runStatuses),
    executionName: z.string(),
    executionArn: z.string().nullable(),
    failure: z.object({ task: z.string(), reasonCode: z.string(), message: z.string() }).nullable(),
    tasks: z
      .array(
        z.object({
          id: id("tsk"),
          type: z.string(),
          step: z.string(),
          status: z.enum(serviceTaskStatuses),
          attempts: z.number().int(),
          reasonCode: z.string().nullable(),
          message: z.string().nullable(),
          createdAt: moment,
          endedAt: nullableMoment,
        }),
      )
      .readonly(),
    startedAt: moment,
    endedAt: nullableMoment,
  })
  .openapi("Run");

export const requestSummary = z
  .object({
    id: id("req"),
    kind: z.string(),
    title: z.string(),
    status: z.enum(requestStatuses),
    requester,
    externalId: z.string().nullable(),
    amount: nullable(money),
    policyId: id("pol"),
    policyVersion: z.number().int(),
    currentVersion: z.number().int(),
    findings: z.record(z.string(), z.unknown()),
    overridden: z.boolean(),
    createdAt: moment,
    closedAt: nullableMoment,
  })
  .openapi("RequestSummary");

export const quorum = z.union([
  z.enum(["any", "all"]),
  z.object({ count: z.number().int() }),
  z.object({ percent: z.number().int() }),
  z.object({ perGroup: z.number().int() }),
]);

const stage = z
  .object({
    id: id("stg"),
    round: z.number().int(),
    position: z.number().int(),
    name: z.string(),
    status: z.enum(stageStatuses),
    quorum,
    rejection: z.enum(rejections),
    assurance: z.enum(assuranceLevels),
    onDeadline: z.enum(deadlineEnds),
    openedAt: nullableMoment,
    deadlineAt: nullableMoment,
    closedAt: nullableMoment,
    assignments: z.array(assignment).readonly(),
  })
  .openapi("Stage");

export const requestDetail = requestSummary
  .extend({
    versions: z
      .array(
        z.object({
          version: z.number().int(),
          contentHash: z.string(),
          payload: z.unknown(),
          createdAt: moment,
        }),
      )
      .readonly(),
    stages: z.array(stage).readonly(),
    decisions: z.array(decision).readonly(),
    run: nullable(run),
  })
  .openapi("ApprovalRequest");

const loose = z.record(z.string(), z.unknown());

export const timeline = z
  .object({
    data: z
      .array(
        z.object({
          seq: z.number().int(),
          at: moment,
          action: z.string(),
          actor: loose,
          target: loose,
          detail: loose,
        }),
      )
      .readonly(),
  })
  .openapi("Timeline");

const commentMaxCharacters = 2_000;
const reasonCodeMaxCharacters = 100;

export const commentText = textSchema(commentMaxCharacters);

export const closing = z
  .strictObject({ comment: commentText.optional(), actingMemberId: idSchema("mem").optional() })
  .openapi("Closing");

const versionMax = 1_000_000;

export const newDecision = z
  .strictObject({
    outcome: z.enum(decisionOutcomes),
    comment: commentText.optional(),
    reasonCode: textSchema(reasonCodeMaxCharacters).optional(),
    requestVersion: z.int().min(1).max(versionMax),
    actingMemberId: idSchema("mem").optional(),
  })
  .openapi("NewDecision");

export const decided = z
  .object({
    decision,
    request: z.object({ id: id("req"), status: z.enum(requestStatuses) }),
    stage: z.object({ id: id("stg"), status: z.enum(stageStatuses) }),
    replayed: z.boolean(),
  })
  .openapi("Decided");

export const auditEvent = z
  .object({
    id: id("aud"),
    seq: z.number().int(),
    at: moment,
    action: z.string(),
    actor: z.object({ type: z.string(), id: z.string().optional(), name: z.string().optional() }),
    auth: z.object({
      method: z.string(),
      level: z.string().optional(),
      keyId: z.string().optional(),
      jti: z.string().optional(),
    }),
    target: z.object({ type: z.string(), id: z.string(), version: z.number().int().optional() }),
    requestId: nullable(id("req")),
    traceId: z.string(),
    detail: loose,
    hash: z.string(),
    prev: z.string(),
  })
  .openapi("AuditEvent");

export const deadLetter = z
  .object({
    id: id("obx"),
    tenantId: id("ten"),
    kind: z.string(),
    requestId: nullable(id("req")),
    attempts: z.number().int(),
    lastError: z.string().nullable(),
    createdAt: moment,
    deadAt: nullableMoment,
  })
  .openapi("DeadLetter");
