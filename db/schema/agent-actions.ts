import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import { bytea, databaseNow, id, moment, tenantIdColumn, tenantPolicy } from "./columns.ts";
import { approvalRequests } from "./requests.ts";
import { members } from "./tenants.ts";

/** An agent may do something so often, until then, without asking each time. */
export const grants = pgTable(
  "grants",
  {
    tenantId: tenantIdColumn(),
    id: id("grant")().notNull(),
    /** The agent's address, as its requests name the requester. */
    agentEmail: text().notNull(),
    tool: text().notNull(),
    /** What the arguments have to look like: see the kind. */
    argumentsPattern: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    usesMax: integer().notNull(),
    uses: integer().notNull().default(0),
    endsAt: moment().notNull(),
    reason: text(),
    /** Who gave it; an agent never does. */
    grantedById: id("member")().notNull(),
    createdAt: moment().notNull().default(databaseNow),
    revokedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("grants_agent").on(table.tenantId, table.agentEmail, table.tool),
    foreignKey({
      columns: [table.tenantId, table.grantedById],
      foreignColumns: [members.tenantId, members.id],
    }),
    tenantPolicy(table.tenantId),
  ],
);

/** Single-use proof that an action was allowed, bound to exactly what was allowed. The token itself is not stored. */
export const actionTokens = pgTable(
  "action_tokens",
  {
    tenantId: tenantIdColumn(),
    tokenHash: bytea().notNull(),
    requestId: id("request")().notNull(),
    requestVersion: integer().notNull(),
    contentHash: bytea().notNull(),
    issuedAt: moment().notNull().default(databaseNow),
    expiresAt: moment().notNull(),
    usedAt: moment(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.tokenHash] }),
    uniqueIndex("action_tokens_request").on(table.tenantId, table.requestId, table.requestVersion),
    foreignKey({
      columns: [table.tenantId, table.requestId],
      foreignColumns: [approvalRequests.tenantId, approvalRequests.id],
    }),
    tenantPolicy(table.tenantId),
  ],
);
