import { and, eq, gt, isNull } from "drizzle-orm";
import { actionTokens } from "../schema/agent-actions.ts";
import { databaseNow, type Id } from "../schema/columns.ts";
import type { TenantTransaction } from "../tenant.ts";
import { writtenRow } from "./written-row.ts";

export type ActionTokenRow = typeof actionTokens.$inferSelect;

export const insertActionToken = async (
  tx: TenantTransaction,
  row: typeof actionTokens.$inferInsert,
): Promise<ActionTokenRow> =>
  writtenRow(await tx.insert(actionTokens).values(row).returning(), "action token");

export const findActionToken = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  tokenHash: Buffer,
): Promise<ActionTokenRow | undefined> => {
  const rows = await tx
    .select()
    .from(actionTokens)
    .where(and(eq(actionTokens.tenantId, tenantId), eq(actionTokens.tokenHash, tokenHash)));
  return rows[0];
};

/** The token that was issued for a version of a request. */
export const findActionTokenOf = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  wanted: { readonly requestId: Id<"request">; readonly requestVersion: number },
): Promise<ActionTokenRow | undefined> => {
  const rows = await tx
    .select()
    .from(actionTokens)
    .where(
      and(
        eq(actionTokens.tenantId, tenantId),
        eq(actionTokens.requestId, wanted.requestId),
        eq(actionTokens.requestVersion, wanted.requestVersion),
      ),
    );
  return rows[0];
};

/** The compare-and-set of a token: uses it up, or answers undefined when it was used or is too old. */
export const spendActionToken = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  tokenHash: Buffer,
): Promise<ActionTokenRow | undefined> => {
  const rows = await tx
    .update(actionTokens)
    .set({ usedAt: databaseNow })
    .where(
      and(
        eq(actionTokens.tenantId, tenantId),
        eq(actionTokens.tokenHash, tokenHash),
        isNull(actionTokens.usedAt),
        gt(actionTokens.expiresAt, databaseNow),
      ),
    )
    .returning();
  return rows[0];
};
