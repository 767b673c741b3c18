import { and, asc, eq, isNotNull } from "drizzle-orm";
import type { Id } from "../schema/columns.ts";
import { decisions } from "../schema/stages.ts";
import type { TenantTransaction } from "../tenant.ts";

/** The reason codes that were given with a request's rejections, oldest first, each once. */
export const listRejectionReasons = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  requestId: Id<"request">,
): Promise<readonly string[]> => {
  const rows = await tx
    .select({ reasonCode: decisions.reasonCode })
    .from(decisions)
    .where(
      and(
        eq(decisions.tenantId, tenantId),
        eq(decisions.requestId, requestId),
        eq(decisions.outcome, "reject"),
        isNotNull(decisions.reasonCode),
      ),
    )
    .orderBy(asc(decisions.decidedAt), asc(decisions.id));
  return [...new Set(rows.flatMap(({ reasonCode }) => (reasonCode === null ? [] : [reasonCode])))];
};
