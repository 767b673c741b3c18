import { sql } from "drizzle-orm";
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { databaseNow, id, moment, relayRole, tenantIdColumn, tenantPolicy } from "./columns.ts";
import { approvalRequests } from "./requests.ts";
import { notificationStatuses, outboxKinds } from "./statuses.ts";
import { tenants } from "./tenants.ts";

export const outboxMessages = pgTable(
  "outbox_messages",
  {
    tenantId: tenantIdColumn().references(() => tenants.tenantId),
    id: id("outboxMessage")().notNull(),
    kind: text({ enum: outboxKinds }).notNull(),
    /** With tenant and kind, what makes a message one, however often its cause is replayed. */
    dedupeKey: text().notNull(),
    /** Ids only: what goes out is read when it goes. */
    payload: jsonb().$type<Readonly<Record<string, string>>>().notNull(),
    requestId: id("request")(),
    attempts: integer().notNull().default(0),
    nextAt: moment().notNull().default(databaseNow),
    leaseUntil: moment(),
    leaseToken: uuid(),
    lastError: text(),
    createdAt: moment().notNull().default(databaseNow),
    doneAt: moment(),
    deadAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    unique("outbox_messages_dedupe").on(table.tenantId, table.kind, table.dedupeKey),
    index("outbox_messages_due").on(table.nextAt).where(sql`done_at is null and dead_at is null`),
    index("outbox_messages_dead").on(table.deadAt).where(sql`dead_at is not null`),
    index("outbox_messages_done").on(table.doneAt).where(sql`done_at is not null`),
    tenantPolicy(table.tenantId),
    pgPolicy("relay_sweep", { to: relayRole, for: "all", using: sql`true`, withCheck: sql`true` }),
  ],
);

export const notifications = pgTable(
  "notifications",
  {
    tenantId: tenantIdColumn().references(() => tenants.tenantId),
    id: id("notification")().notNull(),
    requestId: id("request")().notNull(),
    assignmentId: id("assignment")(),
    /** Names the mail: "approval-requested", "request-closed". */
    template: text().notNull(),
    recipient: text().notNull(),
    /** The task that the mail is about, where it is about one. */
    taskId: id("serviceTask")(),
    linkJti: text(),
    status: text({ enum: notificationStatuses }).notNull().default("queued"),
    messageId: text(),
    createdAt: moment().notNull().default(databaseNow),
    sentAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("notifications_request").on(table.tenantId, table.requestId),
    foreignKey({
      columns: [table.tenantId, table.requestId],
      foreignColumns: [approvalRequests.tenantId, approvalRequests.id],
    }),
    tenantPolicy(table.tenantId),
  ],
);
