import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { bytea, databaseNow, id, moment, tenantIdColumn, tenantPolicy } from "./columns.ts";
import { approvalRequests, workflowRuns } from "./requests.ts";
import { serviceTaskStatuses } from "./statuses.ts";
import { tenants } from "./tenants.ts";

export const integrations = pgTable(
  "integrations",
  {
    tenantId: tenantIdColumn().references(() => tenants.tenantId),
    id: id("integration")().notNull(),
    /** Task types, or a prefix with ".*". */
    tasks: text().array().notNull(),
    url: text().notNull(),
    secret: bytea().notNull(),
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
    input: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    result: jsonb().$type<Readonly<Record<string, unknown>>>(),
    reasonCode: text(),
    message: text(),
    attempts: integer().notNull().default(0),
    callback: bytea(),
    createdAt: moment().notNull().default(databaseNow),
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
