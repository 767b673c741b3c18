import { and, desc, eq, isNull, lt, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { databaseNow, type Id, idPrefixes } from "../schema/columns.ts";
import type { TenantStatus } from "../schema/statuses.ts";
import { apiKeys } from "../schema/tenants.ts";
import type { TenantTransaction } from "../tenant.ts";
import { writtenRow } from "./written-row.ts";

export type ApiKeyRow = typeof apiKeys.$inferSelect;

export const insertApiKey = async (
  tx: TenantTransaction,
  row: typeof apiKeys.$inferInsert,
): Promise<ApiKeyRow> => {
  return writtenRow(await tx.insert(apiKeys).values(row).returning(), "API key");
};

/** Newest first, one more than `limit` when there are more. */
export const listApiKeyRows = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  page: { readonly before: Id<"apiKey"> | null; readonly limit: number },
): Promise<ApiKeyRow[]> =>
  tx
    .select()
    .from(apiKeys)
    .where(
      and(eq(apiKeys.tenantId, tenantId), page.before === null ? undefined : lt(apiKeys.id, page.before)),
    )
    .orderBy(desc(apiKeys.id))
    .limit(page.limit + 1);

export const findApiKey = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  keyId: Id<"apiKey">,
): Promise<ApiKeyRow | undefined> => {
  const rows = await tx
    .select()
    .from(apiKeys)
    .where(and(eq(apiKeys.tenantId, tenantId), eq(apiKeys.id, keyId)));
  return rows[0];
};

/** Revokes a living key, or answers undefined when there is none of that id. */
export const revokeApiKeyRow = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  keyId: Id<"apiKey">,
): Promise<ApiKeyRow | undefined> => {
  const rows = await tx
    .update(apiKeys)
    .set({ revokedAt: databaseNow })
    .where(and(eq(apiKeys.tenantId, tenantId), eq(apiKeys.id, keyId), isNull(apiKeys.revokedAt)))
    .returning();
  return rows[0];
};

export type KnownKey = {
  readonly tenantId: Id<"tenant">;
  readonly tenantStatus: TenantStatus;
  readonly keyId: Id<"apiKey">;
  readonly scopes: readonly string[];
};

type FoundKey = { tenant_id: string; tenant_status: TenantStatus; id: string; scopes: string[] };

/** A living key by its hash, before the tenant is known: through the one function that may cross tenants. */
export const findKnownKey = async (db: Database, keyHash: Buffer): Promise<KnownKey | undefined> => {
  const rows = await db.execute<FoundKey>(
    sql`select tenant_id, tenant_status, id, to_jsonb(scopes) as scopes
      from find_api_key(decode(${keyHash.toString("hex")}, 'hex'))`,
  );
  const [row] = rows;
  return row === undefined
    ? undefined
    : {
        tenantId: `${idPrefixes.tenant}_${row.tenant_id}`,
        tenantStatus: row.tenant_status,
        keyId: `${idPrefixes.apiKey}_${row.id}`,
        scopes: row.scopes,
      };
};
