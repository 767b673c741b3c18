import { sql } from "drizzle-orm";
import {
  foreignKey,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { databaseNow, id, moment, tenantIdColumn, tenantPolicy } from "./columns.ts";
import { policyVersionStatuses } from "./statuses.ts";
import { tenants } from "./tenants.ts";

export const policies = pgTable(
  "policies",
  {
    tenantId: tenantIdColumn().references(() => tenants.tenantId),
    id: id("policy")().notNull(),
    kind: text().notNull(),
    name: text().notNull(),
    createdAt: moment().notNull().default(databaseNow),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    uniqueIndex("policies_name").on(table.tenantId, table.kind, sql`lower(${table.name})`),
    tenantPolicy(table.tenantId),
  ],
);

export const policyVersions = pgTable(
  "policy_versions",
  {
    tenantId: tenantIdColumn(),
    id: id("policyVersion")().notNull(),
    policyId: id("policy")().notNull(),
    /** A copy of the policy's kind, so that one index holds "one published policy per kind". */
    kind: text().notNull(),
    version: integer().notNull(),
    status: text({ enum: policyVersionStatuses }).notNull().default("draft"),
    rules: jsonb().notNull(),
    createdAt: moment().notNull().default(databaseNow),
    publishedAt: moment(),
    retiredAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    unique("policy_versions_version").on(table.tenantId, table.policyId, table.version),
    uniqueIndex("policy_versions_one_published")
      .on(table.tenantId, table.kind)
      .where(sql`status = 'published'`),
    foreignKey({
      columns: [table.tenantId, table.policyId],
      foreignColumns: [policies.tenantId, policies.id],
    }),
    tenantPolicy(table.tenantId),
  ],
);
