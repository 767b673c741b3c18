import { and, eq, sql } from "drizzle-orm";
import { databaseNow, type Id } from "../schema/columns.ts";
import { idempotencyKeys } from "../schema/idempotency-keys.ts";
import type { TenantTransaction } from "../tenant.ts";

/**
 * Claims a key for this transaction; waits while another transaction holds it. An older one than `lifeHours` is
 * taken over, unless that is null. Answers false when the key is known.
 */
export const claimIdempotencyKey = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  claim: { readonly key: string; readonly fingerprint: Buffer; readonly lifeHours: number | null },
): Promise<boolean> => {
  const { key, fingerprint, lifeHours } = claim;
  const rows = await tx
    .insert(idempotencyKeys)
    .values({ tenantId, key, fingerprint })
    .onConflictDoUpdate({
      target: [idempotencyKeys.tenantId, idempotencyKeys.key],
      set: { fingerprint, response: null, createdAt: databaseNow },
      setWhere:
        lifeHours === null
          ? sql`false`
          : sql`${idempotencyKeys.createdAt} < clock_timestamp() - make_interval(hours => ${lifeHours})`,
    })
    .returning({ key: idempotencyKeys.key });
  return rows.length === 1;
};

export const readIdempotencyKey = async (tx: TenantTransaction, tenantId: Id<"tenant">, key: string) => {
  const rows = await tx
    .select()
    .from(idempotencyKeys)
    .where(and(eq(idempotencyKeys.tenantId, tenantId), eq(idempotencyKeys.key, key)));
  return rows[0];
};

export const storeIdempotentAnswer = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  stored: { readonly key: string; readonly response: Buffer },
): Promise<void> => {
  await tx
    .update(idempotencyKeys)
    .set({ response: stored.response })
    .where(and(eq(idempotencyKeys.tenantId, tenantId), eq(idempotencyKeys.key, stored.key)));
};
