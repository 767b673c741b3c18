import { eq, sql } from "drizzle-orm";
import type { Database } from "../client.ts";
import { databaseNow, type Id, idPrefixes } from "../schema/columns.ts";
import type { TenantStatus } from "../schema/statuses.ts";
import { tenants } from "../schema/tenants.ts";
import type { TenantTransaction } from "../tenant.ts";
import { writtenRow } from "./written-row.ts";

export type TenantRow = typeof tenants.$inferSelect;

export const insertTenant = async (
  tx: TenantTransaction,
  row: { readonly tenantId: Id<"tenant">; readonly name: string; readonly replyTo: string | null },
): Promise<TenantRow> => {
  return writtenRow(await tx.insert(tenants).values(row).returning(), "tenant");
};

export const findTenant = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
): Promise<TenantRow | undefined> => {
  const rows = await tx.select().from(tenants).where(eq(tenants.tenantId, tenantId));
  return rows[0];
};

/** Holds the tenant's row until the end of the transaction, so that changes of it come one after the other. */
export const lockTenant = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
): Promise<TenantRow | undefined> => {
  const rows = await tx.select().from(tenants).where(eq(tenants.tenantId, tenantId)).for("no key update");
  return rows[0];
};

export type TenantChange = {
  readonly name?: string | undefined;
  readonly replyTo?: string | null | undefined;
  readonly status?: TenantStatus | undefined;
};

/** Changes a tenant that the transaction holds. */
export const updateTenant = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  change: TenantChange,
): Promise<TenantRow> => {
  return writtenRow(
    await tx
      .update(tenants)
      .set({ ...change, revision: sql`${tenants.revision} + 1`, updatedAt: databaseNow })
      .where(eq(tenants.tenantId, tenantId))
      .returning(),
    "tenant",
  );
};

type ListedTenant = {
  tenant_id: string;
  name: string;
  reply_to: string | null;
  status: TenantStatus;
  revision: number;
  created_at: string;
  updated_at: string;
};

/** All tenants, newest first, through the one function that may cross them; one more than `limit`. */
export const listTenantRows = async (
  db: Database,
  page: { readonly before: Id<"tenant"> | null; readonly limit: number },
): Promise<TenantRow[]> => {
  const before = page.before === null ? null : page.before.slice(idPrefixes.tenant.length + 1);
  const rows = await db.execute<ListedTenant>(
    sql`select * from list_tenants(${before}::text::uuid, ${page.limit + 1}::integer)`,
  );
  return rows.map((row) => ({
    tenantId: `${idPrefixes.tenant}_${row.tenant_id}`,
    name: row.name,
    replyTo: row.reply_to,
    status: row.status,
    revision: row.revision,
    createdAt: new Date(row.created_at),
    updatedAt: new Date(row.updated_at),
  }));
};
