import { sql } from "drizzle-orm";
import type { Database } from "./client.ts";
import type { Id } from "./schema/columns.ts";
import { idPrefixes } from "./schema/columns.ts";

/** A transaction inside one tenant: what every query takes. Only `inTenant` makes one. */
export type TenantTransaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/**
 * The only door to tenant data: one transaction in which row-level security sees exactly this tenant.
 * The setting is local to the transaction, so nothing is left on the pooled connection.
 */
export const inTenant = <Result>(
  db: Database,
  tenantId: Id<"tenant">,
  work: (tx: TenantTransaction) => Promise<Result>,
): Promise<Result> =>
  db.transaction(async (tx) => {
    await tx.execute(
      sql`select set_config('app.tenant_id', ${tenantId.slice(idPrefixes.tenant.length + 1)}, true)`,
    );
    return work(tx);
  });
