import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytea, databaseNow, moment, tenantIdColumn, tenantPolicy } from "./columns.ts";

export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    tenantId: tenantIdColumn(),
    key: text().notNull(),
    /** SHA-256 over method, path and body: the same key with other content is refused. */
    fingerprint: bytea().notNull(),
    /** The answer, encrypted, since some answers hold a secret that is shown once. */
    response: bytea(),
    createdAt: moment().notNull().default(databaseNow),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.key] }),
    index("idempotency_keys_created").on(table.tenantId, table.createdAt),
    tenantPolicy(table.tenantId),
  ],
);
