import { sql } from "drizzle-orm";
import {
  foreignKey,
  index,
  integer,
  jsonb,
  numeric,
  pgPolicy,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { bytea, databaseNow, id, moment, ownerRole, tenantIdColumn, tenantPolicy } from "./columns.ts";
import { memberRoles, memberStatuses, tenantStatuses } from "./statuses.ts";

export const tenants = pgTable(
  "tenants",
  {
    tenantId: id("tenant")().primaryKey(),
    name: text().notNull(),
    /** Where answers to mails go; null: to the address that they come from. */
    replyTo: text(),
    status: text({ enum: tenantStatuses }).notNull().default("active"),
    /** Raised by every update; the ETag of the resource. */
    revision: integer().notNull().default(1),
    createdAt: moment().notNull().default(databaseNow),
    updatedAt: moment().notNull().default(databaseNow),
  },
  (table) => [
    tenantPolicy(table.tenantId),
    // list_tenants() runs as the owner, who under FORCE sees nothing without a policy of its own.
    pgPolicy("operator_listing", { to: ownerRole, for: "select", using: sql`true` }),
  ],
);

export const apiKeys = pgTable(
  "api_keys",
  {
    tenantId: tenantIdColumn().references(() => tenants.tenantId),
    id: id("apiKey")().notNull(),
    name: text().notNull(),
    /** SHA-256 of the whole key; a random key needs no slow hash. */
    keyHash: bytea().notNull(),
    /** The last four characters, so that a person can tell keys apart. */
    hint: text().notNull(),
    scopes: text().array().notNull(),
    createdAt: moment().notNull().default(databaseNow),
    expiresAt: moment(),
    revokedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("api_keys_key_hash").on(table.keyHash),
    tenantPolicy(table.tenantId),
    // find_api_key() runs as the owner: a key is looked up before its tenant is known.
    pgPolicy("key_lookup", { to: ownerRole, for: "select", using: sql`true` }),
  ],
);

export const members = pgTable(
  "members",
  {
    tenantId: tenantIdColumn().references(() => tenants.tenantId),
    id: id("member")().notNull(),
    email: text().notNull(),
    name: text().notNull(),
    managerId: id("member")(),
    timeZone: text().notNull(),
    locale: text().notNull(),
    approvalLimitAmount: numeric(),
    approvalLimitCurrency: text(),
    attributes: jsonb().$type<Readonly<Record<string, unknown>>>().notNull().default({}),
    roles: text({ enum: memberRoles }).array().notNull().default([]),
    /** Who takes over when this person delegates and names nobody. */
    backupId: id("member")(),
    status: text({ enum: memberStatuses }).notNull().default("active"),
    revision: integer().notNull().default(1),
    createdAt: moment().notNull().default(databaseNow),
    updatedAt: moment().notNull().default(databaseNow),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("members_email").on(table.tenantId, sql`lower(${table.email})`),
    foreignKey({ columns: [table.tenantId, table.managerId], foreignColumns: [table.tenantId, table.id] }),
    foreignKey({ columns: [table.tenantId, table.backupId], foreignColumns: [table.tenantId, table.id] }),
    tenantPolicy(table.tenantId),
  ],
);

export const groups = pgTable(
  "groups",
  {
    tenantId: tenantIdColumn().references(() => tenants.tenantId),
    id: id("group")().notNull(),
    name: text().notNull(),
    revision: integer().notNull().default(1),
    createdAt: moment().notNull().default(databaseNow),
    updatedAt: moment().notNull().default(databaseNow),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("groups_name").on(table.tenantId, sql`lower(${table.name})`),
    tenantPolicy(table.tenantId),
  ],
);

export const groupMembers = pgTable(
  "group_members",
  {
    tenantId: tenantIdColumn(),
    groupId: id("group")().notNull(),
    memberId: id("member")().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.groupId, table.memberId] }),
    foreignKey({ columns: [table.tenantId, table.groupId], foreignColumns: [groups.tenantId, groups.id] }),
    foreignKey({ columns: [table.tenantId, table.memberId], foreignColumns: [members.tenantId, members.id] }),
    tenantPolicy(table.tenantId),
  ],
);
