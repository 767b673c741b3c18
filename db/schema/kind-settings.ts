import { integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { databaseNow, moment, tenantIdColumn, tenantPolicy } from "./columns.ts";
import { tenants } from "./tenants.ts";

/** What a tenant has set for a kind of request: its limits, hours and the like. The kind's schema reads it. */
export const kindSettings = pgTable(
  "kind_settings",
  {
    tenantId: tenantIdColumn().references(() => tenants.tenantId),
    kind: text().notNull(),
    settings: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    revision: integer().notNull().default(1),
    updatedAt: moment().notNull().default(databaseNow),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.kind] }), tenantPolicy(table.tenantId)],
);
