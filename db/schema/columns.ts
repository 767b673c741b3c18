import { type SQL, sql } from "drizzle-orm";
import { type AnyPgColumn, customType, pgPolicy, pgRole, timestamp } from "drizzle-orm/pg-core";

/** Owns every object; nobody logs in as it. Migrations take it on with SET ROLE. */
export const ownerRole = pgRole("countersign_owner").existing();
/** What the service runs as: a plain role, under row-level security, owning nothing. */
export const appRole = pgRole("countersign_app").existing();
/** What the relay runs as: sees the outbox across tenants and nothing else. */
export const relayRole = pgRole("countersign_relay").existing();

export const idPrefixes = {
  tenant: "ten",
  apiKey: "key",
  member: "mem",
  group: "grp",
  policy: "pol",
  policyVersion: "plv",
  request: "req",
  stage: "stg",
  assignment: "asg",
  decision: "dec",
  delegation: "dlg",
  comment: "cmt",
  run: "run",
  integration: "int",
  serviceTask: "tsk",
  document: "doc",
  grant: "grt",
  notification: "ntf",
  outboxMessage: "obx",
  auditEvent: "aud",
} as const;

export type IdKind = keyof typeof idPrefixes;
/** An id as the whole system knows it: the kind's prefix, then a uuid. Only the database stores the bare uuid. */
export type Id<Kind extends IdKind> = `${(typeof idPrefixes)[Kind]}_${string}`;

/** A uuid column that reads and writes prefixed ids, so that no bare uuid travels through the code. */
export const id = <Kind extends IdKind>(kind: Kind) =>
  customType<{ data: Id<Kind>; driverData: string }>({
    dataType: () => "uuid",
    fromDriver: (uuid) => `${idPrefixes[kind]}_${uuid}` as Id<Kind>,
    toDriver: (value) => value.slice(idPrefixes[kind].length + 1),
  });

export const tenantIdColumn = () => id("tenant")().notNull();

export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

export const moment = () => timestamp({ withTimezone: true, mode: "date" });
/** Set by the database's clock, the only clock for deadlines and ordering. */
export const databaseNow = sql`clock_timestamp()`;

/**
 * The tenant of the transaction. Read without missing_ok, so that a query outside a tenant fails instead of
 * finding nothing; after a transaction that had one the setting is '', and the cast fails too.
 */
const currentTenant: SQL = sql`(select current_setting('app.tenant_id')::uuid)`;

/** Row-level security of every tenant table: the app sees and writes rows of the transaction's tenant only. */
export const tenantPolicy = (tenantId: AnyPgColumn) =>
  pgPolicy("tenant_isolation", {
    to: appRole,
    for: "all",
    using: sql`${tenantId} = ${currentTenant}`,
    withCheck: sql`${tenantId} = ${currentTenant}`,
  });
