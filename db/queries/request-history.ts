import { and, eq, sql } from "drizzle-orm";
import type { Id } from "../schema/columns.ts";
import { approvalRequests } from "../schema/requests.ts";
import type { TenantTransaction } from "../tenant.ts";

/** What the requester asked for in the last thirty days: how often, and for how much in all. */
export const readHistory = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  requesterEmail: string,
): Promise<{ readonly requestsLast30Days: number; readonly totalLast30Days: number }> => {
  const rows = await tx
    .select({
      requestsLast30Days: sql<number>`count(*)::integer`,
      totalLast30Days: sql<number>`coalesce(sum(${approvalRequests.amount}), 0)::double precision`,
    })
    .from(approvalRequests)
    .where(
      and(
        eq(approvalRequests.tenantId, tenantId),
        eq(sql`lower(${approvalRequests.requesterEmail})`, requesterEmail.toLowerCase()),
        sql`${approvalRequests.createdAt} > clock_timestamp() - interval '30 days'`,
      ),
    );
  return rows[0] ?? { requestsLast30Days: 0, totalLast30Days: 0 };
};
