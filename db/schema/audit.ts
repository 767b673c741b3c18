import { sql } from "drizzle-orm";
import { bigint, index, pgPolicy, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { bytea, id, moment, ownerRole, tenantIdColumn, tenantPolicy } from "./columns.ts";
import { tenants } from "./tenants.ts";

/** append_audit() runs as the owner, who under FORCE needs a policy; it checks the tenant itself. */
const chainAppend = () =>
  pgPolicy("chain_append", { to: ownerRole, for: "all", using: sql`true`, withCheck: sql`true` });

/**
 * One hash chain per tenant. The body is the event's canonical JSON, kept to the byte; every other column
 * is a copy that the verifier compares. Rows come only from append_audit(); see the custom migration.
 */
export const auditEvents = pgTable(
  "audit_events",
  {
    tenantId: tenantIdColumn().references(() => tenants.tenantId),
    seq: bigint({ mode: "number" }).notNull(),
    id: id("auditEvent")().notNull(),
    /** Microseconds since 1970 by the database's clock, as hashed. */
    atMicroseconds: bigint({ mode: "bigint" }).notNull(),
    action: text().notNull(),
    targetType: text().notNull(),
    targetId: text().notNull(),
    requestId: id("request")(),
    body: bytea().notNull(),
    prev: bytea().notNull(),
    hash: bytea().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.seq] }),
    unique("audit_events_id").on(table.tenantId, table.id),
    index("audit_events_request").on(table.tenantId, table.requestId, table.seq),
    index("audit_events_target").on(table.tenantId, table.targetId, table.seq),
    index("audit_events_action").on(table.tenantId, table.action, table.seq),
    tenantPolicy(table.tenantId),
    chainAppend(),
  ],
);

/** The last link of each chain; its row lock keeps seq free of gaps. */
export const auditHeads = pgTable(
  "audit_heads",
  {
    tenantId: id("tenant")()
      .primaryKey()
      .references(() => tenants.tenantId),
    seq: bigint({ mode: "number" }).notNull(),
    hash: bytea().notNull(),
    updatedAt: moment().notNull(),
  },
  (table) => [tenantPolicy(table.tenantId), chainAppend()],
);
