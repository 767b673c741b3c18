import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
} from "drizzle-orm/pg-core";
import { bytea, databaseNow, id, moment, tenantIdColumn, tenantPolicy } from "./columns.ts";
import { approvalRequests } from "./requests.ts";
import {
  assignmentStatuses,
  assuranceLevels,
  decisionChannels,
  decisionOutcomes,
  linkStatuses,
  stageStatuses,
} from "./statuses.ts";
import { members } from "./tenants.ts";

export const stages = pgTable(
  "stages",
  {
    tenantId: tenantIdColumn(),
    id: id("stage")().notNull(),
    requestId: id("request")().notNull(),
    round: integer().notNull(),
    position: integer().notNull(),
    name: text().notNull(),
    status: text({ enum: stageStatuses }).notNull().default("not_started"),
    /** As the policy's version has them, so that a decision needs no second look into the policy. */
    quorum: jsonb().notNull(),
    rejection: text().notNull(),
    assurance: text({ enum: assuranceLevels }).notNull(),
    onDeadline: text().notNull(),
    deadlineSeconds: integer().notNull(),
    openedAt: moment(),
    deadlineAt: moment(),
    closedAt: moment(),
    /** The durable callback the run waits on, encrypted: whoever holds it can wake the run. */
    callback: bytea(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    unique("stages_position").on(table.tenantId, table.requestId, table.round, table.position),
    foreignKey({
      columns: [table.tenantId, table.requestId],
      foreignColumns: [approvalRequests.tenantId, approvalRequests.id],
    }),
    tenantPolicy(table.tenantId),
  ],
);

export const assignments = pgTable(
  "assignments",
  {
    tenantId: tenantIdColumn(),
    id: id("assignment")().notNull(),
    requestId: id("request")().notNull(),
    stageId: id("stage")().notNull(),
    memberId: id("member")().notNull(),
    status: text({ enum: assignmentStatuses }).notNull().default("pending"),
    /** Why this person has the seat: the approver form of the rule that named them. */
    reason: jsonb().notNull(),
    openedAt: moment(),
    closedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    unique("assignments_one_seat_a_stage").on(table.tenantId, table.stageId, table.memberId),
    index("assignments_member").on(table.tenantId, table.memberId, table.status, table.id),
    index("assignments_request").on(table.tenantId, table.requestId),
    foreignKey({
      columns: [table.tenantId, table.requestId],
      foreignColumns: [approvalRequests.tenantId, approvalRequests.id],
    }),
    foreignKey({ columns: [table.tenantId, table.stageId], foreignColumns: [stages.tenantId, stages.id] }),
    foreignKey({ columns: [table.tenantId, table.memberId], foreignColumns: [members.tenantId, members.id] }),
    tenantPolicy(table.tenantId),
  ],
);

export const decisions = pgTable(
  "decisions",
  {
    tenantId: tenantIdColumn(),
    id: id("decision")().notNull(),
    requestId: id("request")().notNull(),
    stageId: id("stage")().notNull(),
    assignmentId: id("assignment")().notNull(),
    outcome: text({ enum: decisionOutcomes }).notNull(),
    comment: text(),
    reasonCode: text(),
    /** What exactly was decided upon: the version, its hash, and the policy version that routed it. */
    requestVersion: integer().notNull(),
    contentHash: bytea().notNull(),
    policyVersionId: id("policyVersion")().notNull(),
    actedById: id("member")(),
    apiKeyId: id("apiKey")(),
    onBehalfOfId: id("member")().notNull(),
    via: text({ enum: decisionChannels }).notNull(),
    assurance: text({ enum: assuranceLevels }).notNull(),
    override: boolean().notNull().default(false),
    decidedAt: moment().notNull().default(databaseNow),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    unique("decisions_one_a_seat").on(table.tenantId, table.assignmentId),
    index("decisions_request").on(table.tenantId, table.requestId),
    foreignKey({
      columns: [table.tenantId, table.assignmentId],
      foreignColumns: [assignments.tenantId, assignments.id],
    }),
    foreignKey({
      columns: [table.tenantId, table.requestId],
      foreignColumns: [approvalRequests.tenantId, approvalRequests.id],
    }),
    foreignKey({ columns: [table.tenantId, table.stageId], foreignColumns: [stages.tenantId, stages.id] }),
    tenantPolicy(table.tenantId),
  ],
);

export const actionLinks = pgTable(
  "action_links",
  {
    tenantId: tenantIdColumn(),
    /** 128 random bits, base64url: the identity of the link. The token itself is never stored. */
    jti: text().notNull(),
    requestId: id("request")().notNull(),
    assignmentId: id("assignment")().notNull(),
    memberId: id("member")().notNull(),
    requestVersion: integer().notNull(),
    status: text({ enum: linkStatuses }).notNull().default("active"),
    issuedAt: moment().notNull().default(databaseNow),
    expiresAt: moment().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.jti] }),
    index("action_links_assignment").on(table.tenantId, table.assignmentId).where(sql`status = 'active'`),
    foreignKey({
      columns: [table.tenantId, table.assignmentId],
      foreignColumns: [assignments.tenantId, assignments.id],
    }),
    foreignKey({
      columns: [table.tenantId, table.requestId],
      foreignColumns: [approvalRequests.tenantId, approvalRequests.id],
    }),
    foreignKey({ columns: [table.tenantId, table.memberId], foreignColumns: [members.tenantId, members.id] }),
    tenantPolicy(table.tenantId),
  ],
);
