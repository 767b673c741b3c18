import { sql } from "drizzle-orm";
import {
  boolean,
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { bytea, databaseNow, id, moment, tenantIdColumn, tenantPolicy } from "./columns.ts";
import { approvalRequests } from "./requests.ts";
import {
  assignmentStatuses,
  assuranceLevels,
  deadlineEnds,
  decisionChannels,
  decisionOutcomes,
  linkStatuses,
  rejections,
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
    rejection: text({ enum: rejections }).notNull(),
    assurance: text({ enum: assuranceLevels }).notNull(),
    onDeadline: text({ enum: deadlineEnds }).notNull(),
    deadlineSeconds: integer().notNull(),
    /** Seconds after the opening, rising. */
    reminderSeconds: integer().array().notNull().default([]),
    /** The ladder, as the policy's version has it: after how many seconds who is asked, too. */
    escalation: jsonb().$type<readonly unknown[]>().notNull().default([]),
    /** How many reminders and how many rungs of the ladder have been carried out. */
    remindersDone: integer().notNull().default(0),
    escalationsDone: integer().notNull().default(0),
    /** Who may not decide here beyond those who never may: separation of duties. */
    separation: jsonb().$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    /** What a rejection has to say. */
    onReject: jsonb().$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    openedAt: moment(),
    deadlineAt: moment(),
    closedAt: moment(),
    /** The durable callback the run waits on, encrypted: whoever holds it can wake the run. */
    callback: bytea(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    // Stages of one position are open at the same time.
    unique("stages_name").on(table.tenantId, table.requestId, table.round, table.name),
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
    /** The seat that this one was taken over from: its person delegated, reassigned, or did not answer in time. */
    takenFromId: id("assignment")(),
    /** Whose vote it is where a delegate sits; null for one's own. */
    principalId: id("member")(),
    /** Added by an escalation: asked for nothing, its vote stands in for a silent one. */
    standsIn: boolean().notNull().default(false),
    openedAt: moment(),
    closedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    // Those that were handed on stay as history, and may come back.
    uniqueIndex("assignments_one_seat_a_stage")
      .on(table.tenantId, table.stageId, table.memberId)
      .where(sql`status in ('pending', 'open', 'decided')`),
    index("assignments_member").on(table.tenantId, table.memberId, table.status, table.id),
    index("assignments_request").on(table.tenantId, table.requestId),
    foreignKey({
      columns: [table.tenantId, table.requestId],
      foreignColumns: [approvalRequests.tenantId, approvalRequests.id],
    }),
    foreignKey({ columns: [table.tenantId, table.stageId], foreignColumns: [stages.tenantId, stages.id] }),
    foreignKey({ columns: [table.tenantId, table.memberId], foreignColumns: [members.tenantId, members.id] }),
    foreignKey({
      columns: [table.tenantId, table.principalId],
      foreignColumns: [members.tenantId, members.id],
    }),
    foreignKey({ columns: [table.tenantId, table.takenFromId], foreignColumns: [table.tenantId, table.id] }),
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
    /** Null for an override: an admin decides without a seat. */
    assignmentId: id("assignment")(),
    outcome: text({ enum: decisionOutcomes }).notNull(),
    comment: text(),
    reasonCode: text(),
    /** What exactly was decided upon: the version, its hash, and the policy version that routed it. */
    requestVersion: integer().notNull(),
    contentHash: bytea().notNull(),
    policyVersionId: id("policyVersion")().notNull(),
    actedById: id("member")(),
    apiKeyId: id("apiKey")(),
    onBehalfOfId: id("member")(),
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

/** Codes mailed for the confirmation of a decision: at most one counts for a link, the newest. */
export const actionCodes = pgTable(
  "action_codes",
  {
    tenantId: tenantIdColumn(),
    jti: text().notNull(),
    /** From it and a key of the process the code is made again when its mail goes out; the code itself is not stored. */
    nonce: text().notNull(),
    /** SHA-256 of what was confirmed: the choice, the comment, the version and the content. */
    choiceHash: bytea().notNull(),
    failedTries: integer().notNull().default(0),
    issuedAt: moment().notNull().default(databaseNow),
    expiresAt: moment().notNull(),
    usedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.jti] }),
    foreignKey({
      columns: [table.tenantId, table.jti],
      foreignColumns: [actionLinks.tenantId, actionLinks.jti],
    }),
    tenantPolicy(table.tenantId),
  ],
);

/** Somebody decides for somebody else for a time. */
export const delegations = pgTable(
  "delegations",
  {
    tenantId: tenantIdColumn(),
    id: id("delegation")().notNull(),
    principalId: id("member")().notNull(),
    delegateId: id("member")().notNull(),
    /** Null: requests of every kind. */
    kinds: text().array(),
    /** Null: of every amount. A request of another currency is not delegated. */
    amountLimit: numeric(),
    amountCurrency: text(),
    startsAt: moment().notNull(),
    endsAt: moment().notNull(),
    reason: text(),
    createdAt: moment().notNull().default(databaseNow),
    revokedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("delegations_principal").on(table.tenantId, table.principalId, table.endsAt),
    foreignKey({
      columns: [table.tenantId, table.principalId],
      foreignColumns: [members.tenantId, members.id],
    }),
    foreignKey({
      columns: [table.tenantId, table.delegateId],
      foreignColumns: [members.tenantId, members.id],
    }),
    tenantPolicy(table.tenantId),
  ],
);

export const comments = pgTable(
  "comments",
  {
    tenantId: tenantIdColumn(),
    id: id("comment")().notNull(),
    requestId: id("request")().notNull(),
    /** Null when an API key wrote for nobody in particular. */
    memberId: id("member")(),
    text: text().notNull(),
    createdAt: moment().notNull().default(databaseNow),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("comments_request").on(table.tenantId, table.requestId, table.id),
    foreignKey({
      columns: [table.tenantId, table.requestId],
      foreignColumns: [approvalRequests.tenantId, approvalRequests.id],
    }),
    foreignKey({ columns: [table.tenantId, table.memberId], foreignColumns: [members.tenantId, members.id] }),
    tenantPolicy(table.tenantId),
  ],
);
