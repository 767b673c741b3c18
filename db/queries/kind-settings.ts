import { and, eq } from "drizzle-orm";
import { databaseNow, type Id } from "../schema/columns.ts";
import { kindSettings } from "../schema/kind-settings.ts";
import type { TenantTransaction } from "../tenant.ts";
import { writtenRow } from "./written-row.ts";

export type KindSettingsRow = typeof kindSettings.$inferSelect;

export const findKindSettings = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  kind: string,
): Promise<KindSettingsRow | undefined> => {
  const rows = await tx
    .select()
    .from(kindSettings)
    .where(and(eq(kindSettings.tenantId, tenantId), eq(kindSettings.kind, kind)));
  return rows[0];
};

/** Sets what a tenant wants of a kind, in place of what it had set. */
export const saveKindSettings = async (
  tx: TenantTransaction,
  row: Pick<KindSettingsRow, "tenantId" | "kind" | "settings" | "revision">,
): Promise<KindSettingsRow> => {
  const { settings, revision } = row;
  const rows = await tx
    .insert(kindSettings)
    .values(row)
    .onConflictDoUpdate({
      target: [kindSettings.tenantId, kindSettings.kind],
      set: { settings, revision, updatedAt: databaseNow },
    })
    .returning();
  return writtenRow(rows, "kind settings");
};
