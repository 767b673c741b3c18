import { and, eq, gt, isNull, sql } from "drizzle-orm";
import type { Id } from "../schema/columns.ts";
import { delegations } from "../schema/stages.ts";
import type { TenantTransaction } from "../tenant.ts";

export type DelegationEdgeRow = { readonly principalId: Id<"member">; readonly delegateId: Id<"member"> };

/** Who delegates to whom, now or later; not who has done. */
export const listDelegationEdges = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
): Promise<DelegationEdgeRow[]> =>
  tx
    .selectDistinct({ principalId: delegations.principalId, delegateId: delegations.delegateId })
    .from(delegations)
    .where(
      and(
        eq(delegations.tenantId, tenantId),
        isNull(delegations.revokedAt),
        gt(delegations.endsAt, sql`clock_timestamp()`),
      ),
    );
