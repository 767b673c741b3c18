import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { bytea, databaseNow, id, moment, tenantIdColumn, tenantPolicy } from "./columns.ts";
import { approvalRequests, workflowRuns } from "./requests.ts";
import { linkStatuses, serviceTaskStatuses, taskPerformers } from "./statuses.ts";
import { members, tenants } from "./tenants.ts";

export const integrations = pgTable(
  "integrations",
  {
    tenantId: tenantIdColumn().references(() => tenants.tenantId),
    id: id("integration")().notNull(),
    /** Task types, or a prefix with ".*". */
    tasks: text().array().notNull(),
    /** Null where a person does the tasks. */
    url: text(),
    secret: bytea(),
    /** Who is asked where there is no URL, or when its attempts are used up: an approver form of the policies. */
    performer: jsonb().$type<Readonly<Record<string, unknown>>>(),
    timeoutMilliseconds: integer().notNull().default(10_000),
    attemptsMax: integer().notNull().default(10),
    /** Between attempts: doubles from the first to the most. */
    firstDelayMilliseconds: integer().notNull().default(500),
    maxDelayMilliseconds: integer().notNull().default(300_000),
    createdAt: moment().notNull().default(databaseNow),
    disabledAt: moment(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.id] }), tenantPolicy(table.tenantId)],
);

export const serviceTasks = pgTable(
  "service_tasks",
  {
    tenantId: tenantIdColumn(),
    id: id("serviceTask")().notNull(),
    requestId: id("request")().notNull(),
    runId: id("run")().notNull(),
    /** The workflow's name of the step; with the run it makes the task one, however often the step is replayed. */
    step: text().notNull(),
    type: text().notNull(),
    status: text({ enum: serviceTaskStatuses }).notNull().default("pending"),
    performedBy: text({ enum: taskPerformers }).notNull().default("integration"),
    /** What a person is asked, and what they may answer, as the kind's definition had it when the task was asked for. */
    byHand: jsonb().$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    /** From what person the answer is wanted, where the kind says so: an approver form, or an address outside. */
    performer: jsonb().$type<Readonly<Record<string, unknown>>>(),
    input: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    result: jsonb().$type<Readonly<Record<string, unknown>>>(),
    reasonCode: text(),
    message: text(),
    attempts: integer().notNull().default(0),
    /** A system is called no more often than that, and nobody in its place: then the task has failed. Null: the integration says. */
    attemptsMax: integer(),
    callback: bytea(),
    createdAt: moment().notNull().default(databaseNow),
    /** When the wait for the answer is over; a heartbeat moves it. */
    dueAt: moment(),
    endedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    unique("service_tasks_one_a_step").on(table.tenantId, table.runId, table.step),
    index("service_tasks_request").on(table.tenantId, table.requestId),
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

/** Every call of a tenant's system, however it came out. */
export const serviceTaskAttempts = pgTable(
  "service_task_attempts",
  {
    tenantId: tenantIdColumn(),
    taskId: id("serviceTask")().notNull(),
    attempt: integer().notNull(),
    integrationId: id("integration")().notNull(),
    startedAt: moment().notNull(),
    milliseconds: integer().notNull(),
    /** Of the answer; null when there was none. */
    httpStatus: integer(),
    outcome: text({ enum: ["completed", "declined", "accepted", "failed"] }).notNull(),
    message: text(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.taskId, table.attempt] }),
    foreignKey({
      columns: [table.tenantId, table.taskId],
      foreignColumns: [serviceTasks.tenantId, serviceTasks.id],
    }),
    tenantPolicy(table.tenantId),
  ],
);

/** Links to tasks that persons do, members or not. The token itself is never stored. */
export const taskLinks = pgTable(
  "task_links",
  {
    tenantId: tenantIdColumn(),
    /** 128 random bits, base64url. */
    jti: text().notNull(),
    taskId: id("serviceTask")().notNull(),
    requestId: id("request")().notNull(),
    /** Null for a participant from outside. */
    memberId: id("member")(),
    email: text().notNull(),
    name: text().notNull(),
    status: text({ enum: linkStatuses }).notNull().default("active"),
    issuedAt: moment().notNull().default(databaseNow),
    expiresAt: moment().notNull(),
    /** The newest confirmation code, made again from the nonce when its mail goes out; the code is not stored. */
    codeNonce: text(),
    codeAnswerHash: bytea(),
    codeFailedTries: integer().notNull().default(0),
    codesMailed: integer().notNull().default(0),
    codeExpiresAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.jti] }),
    index("task_links_task").on(table.tenantId, table.taskId),
    foreignKey({
      columns: [table.tenantId, table.requestId],
      foreignColumns: [approvalRequests.tenantId, approvalRequests.id],
    }),
    foreignKey({
      columns: [table.tenantId, table.taskId],
      foreignColumns: [serviceTasks.tenantId, serviceTasks.id],
    }),
    foreignKey({ columns: [table.tenantId, table.memberId], foreignColumns: [members.tenantId, members.id] }),
    tenantPolicy(table.tenantId),
  ],
);

/** What a person handed in with a task. */
export const documents = pgTable(
  "documents",
  {
    tenantId: tenantIdColumn(),
    id: id("document")().notNull(),
    requestId: id("request")().notNull(),
    taskId: id("serviceTask")().notNull(),
    /** The field of the task's form. */
    field: text().notNull(),
    fileName: text().notNull(),
    contentType: text().notNull(),
    bytes: integer().notNull(),
    sha256: bytea().notNull(),
    /** Null once it was deleted: that it was there, and its hash, stay. */
    content: bytea(),
    createdAt: moment().notNull().default(databaseNow),
    deletedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("documents_request").on(table.tenantId, table.requestId),
    foreignKey({
      columns: [table.tenantId, table.requestId],
      foreignColumns: [approvalRequests.tenantId, approvalRequests.id],
    }),
    foreignKey({
      columns: [table.tenantId, table.taskId],
      foreignColumns: [serviceTasks.tenantId, serviceTasks.id],
    }),
    tenantPolicy(table.tenantId),
  ],
);
