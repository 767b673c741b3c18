import { and, desc, eq, isNull, lt } from "drizzle-orm";
import { databaseNow, type Id } from "../schema/columns.ts";
import { integrations } from "../schema/service-tasks.ts";
import type { TenantTransaction } from "../tenant.ts";
import { writtenRow } from "./written-row.ts";

export type IntegrationRow = typeof integrations.$inferSelect;

export const insertIntegration = async (
  tx: TenantTransaction,
  row: typeof integrations.$inferInsert,
): Promise<IntegrationRow> => {
  return writtenRow(await tx.insert(integrations).values(row).returning(), "integration");
};

export const findIntegration = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  integrationId: Id<"integration">,
): Promise<IntegrationRow | undefined> => {
  const rows = await tx
    .select()
    .from(integrations)
    .where(and(eq(integrations.tenantId, tenantId), eq(integrations.id, integrationId)));
  return rows[0];
};

/** Newest first, one more than `limit` when there are more. */
export const listIntegrationRows = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  page: { readonly before: Id<"integration"> | null; readonly limit: number },
): Promise<IntegrationRow[]> =>
  tx
    .select()
    .from(integrations)
    .where(
      and(
        eq(integrations.tenantId, tenantId),
        page.before === null ? undefined : lt(integrations.id, page.before),
      ),
    )
    .orderBy(desc(integrations.id))
    .limit(page.limit + 1);

/** Disables an integration that is in use, or answers undefined. */
export const disableIntegrationRow = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  integrationId: Id<"integration">,
): Promise<IntegrationRow | undefined> => {
  const rows = await tx
    .update(integrations)
    .set({ disabledAt: databaseNow })
    .where(
      and(
        eq(integrations.tenantId, tenantId),
        eq(integrations.id, integrationId),
        isNull(integrations.disabledAt),
      ),
    )
    .returning();
  return rows[0];
};
