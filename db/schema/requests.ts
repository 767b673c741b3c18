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
import { policies, policyVersions } from "./policies.ts";
import { requestStatuses, runStatuses, timerStatuses } from "./statuses.ts";
import { members, tenants } from "./tenants.ts";

export const approvalRequests = pgTable(
  "approval_requests",
  {
    tenantId: tenantIdColumn().references(() => tenants.tenantId),
    id: id("request")().notNull(),
    kind: text().notNull(),
    title: text().notNull(),
    status: text({ enum: requestStatuses }).notNull(),
    /** Null when the requester is not a member; the email is then all that is known. */
    requesterId: id("member")(),
    requesterEmail: text().notNull(),
    requesterName: text().notNull(),
    externalId: text(),
    amount: numeric(),
    currency: text(),
    policyId: id("policy")().notNull(),
    policyVersionId: id("policyVersion")().notNull(),
    currentVersion: integer().notNull(),
    round: integer().notNull().default(1),
    /** What the kind and its run have found out, and policies may ask about: a score, a risk, a duplicate. */
    findings: jsonb().$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    /** By what its kind finds it again beside others: an order number, a payee. */
    keys: text().array().notNull().default([]),
    /** Decided by an admin past its policy; for ever. */
    overridden: boolean().notNull().default(false),
    createdAt: moment().notNull().default(databaseNow),
    closedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("approval_requests_external_id")
      .on(table.tenantId, table.kind, table.externalId)
      .where(sql`external_id is not null`),
    index("approval_requests_status").on(table.tenantId, table.status, table.id),
    index("approval_requests_keys").using("gin", table.keys),
    index("approval_requests_requester").on(table.tenantId, table.requesterId, table.id),
    foreignKey({
      columns: [table.tenantId, table.requesterId],
      foreignColumns: [members.tenantId, members.id],
    }),
    foreignKey({
      columns: [table.tenantId, table.policyId],
      foreignColumns: [policies.tenantId, policies.id],
    }),
    foreignKey({
      columns: [table.tenantId, table.policyVersionId],
      foreignColumns: [policyVersions.tenantId, policyVersions.id],
    }),
    tenantPolicy(table.tenantId),
  ],
);

export const requestVersions = pgTable(
  "request_versions",
  {
    tenantId: tenantIdColumn(),
    requestId: id("request")().notNull(),
    version: integer().notNull(),
    /** The payload's canonical JSON (RFC 8785), to the byte what the hash is over; jsonb would reorder it. */
    payload: text().notNull(),
    contentHash: bytea().notNull(),
    createdAt: moment().notNull().default(databaseNow),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.requestId, table.version] }),
    foreignKey({
      columns: [table.tenantId, table.requestId],
      foreignColumns: [approvalRequests.tenantId, approvalRequests.id],
    }),
    tenantPolicy(table.tenantId),
  ],
);

export const workflowRuns = pgTable(
  "workflow_runs",
  {
    tenantId: tenantIdColumn(),
    id: id("run")().notNull(),
    requestId: id("request")().notNull(),
    kind: text().notNull(),
    status: text({ enum: runStatuses }).notNull().default("running"),
    /** The Lambda execution's name: unique in account and Region, made from tenant and request. */
    executionName: text().notNull(),
    executionArn: text(),
    /** What the run found out by the way: the failed task and its reason. */
    failure: jsonb().$type<{ task: string; reasonCode: string; message: string }>(),
    /** Past what cannot be undone: from here on the request is not withdrawn any more. */
    committed: boolean().notNull().default(false),
    startedAt: moment().notNull().default(databaseNow),
    endedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    unique("workflow_runs_execution_name").on(table.tenantId, table.executionName),
    index("workflow_runs_request").on(table.tenantId, table.requestId),
    foreignKey({
      columns: [table.tenantId, table.requestId],
      foreignColumns: [approvalRequests.tenantId, approvalRequests.id],
    }),
    tenantPolicy(table.tenantId),
  ],
);

/** Moments that runs sleep until. One that is moved wakes its run, which plans anew. */
export const workflowTimers = pgTable(
  "workflow_timers",
  {
    tenantId: tenantIdColumn(),
    runId: id("run")().notNull(),
    /** The workflow's name of the wait; with the run it makes the timer one. */
    step: text().notNull(),
    requestId: id("request")().notNull(),
    status: text({ enum: timerStatuses }).notNull().default("waiting"),
    dueAt: moment().notNull(),
    /** The durable callback the run waits on, sealed. */
    callback: bytea(),
    createdAt: moment().notNull().default(databaseNow),
    endedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.runId, table.step] }),
    index("workflow_timers_request").on(table.tenantId, table.requestId),
    foreignKey({
      columns: [table.tenantId, table.requestId],
      foreignColumns: [approvalRequests.tenantId, approvalRequests.id],
    }),
    foreignKey({
      columns: [table.tenantId, table.runId],
      foreignColumns: [workflowRuns.tenantId, workflowRuns.id],
    }),
    tenantPolicy(table.tenantId),
  ],
);
