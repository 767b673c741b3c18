import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import type { Id } from "../schema/columns.ts";
import { approvalRequests, requestVersions } from "../schema/requests.ts";
import type { TenantTransaction } from "../tenant.ts";

export type RecentRequest = {
  readonly id: Id<"request">;
  readonly title: string;
  readonly amount: string | null;
  readonly currency: string | null;
  readonly requesterId: Id<"member"> | null;
  readonly requesterEmail: string;
  readonly requesterName: string;
  readonly policyVersionId: Id<"policyVersion">;
  readonly payload: string;
  readonly findings: Readonly<Record<string, unknown>>;
};

/** Requests of a kind with their newest payloads, newest first, at most `limit` of them. */
export const listRecentRequests = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  page: { readonly kind: string; readonly before: Id<"request"> | null; readonly limit: number },
): Promise<RecentRequest[]> =>
  tx
    .select({
      id: approvalRequests.id,
      title: approvalRequests.title,
      amount: approvalRequests.amount,
      currency: approvalRequests.currency,
      requesterId: approvalRequests.requesterId,
      requesterEmail: approvalRequests.requesterEmail,
      requesterName: approvalRequests.requesterName,
      policyVersionId: approvalRequests.policyVersionId,
      payload: requestVersions.payload,
      findings: approvalRequests.findings,
    })
    .from(approvalRequests)
    .innerJoin(
      requestVersions,
      and(
        eq(requestVersions.tenantId, approvalRequests.tenantId),
        eq(requestVersions.requestId, approvalRequests.id),
        eq(requestVersions.version, approvalRequests.currentVersion),
      ),
    )
    .where(
      and(
        eq(approvalRequests.tenantId, tenantId),
        eq(approvalRequests.kind, page.kind),
        page.before === null ? undefined : lt(approvalRequests.id, page.before),
      ),
    )
    .orderBy(desc(approvalRequests.id))
    .limit(page.limit);

export type PastHistory = {
  readonly id: Id<"request">;
  readonly requestsLast30Days: number;
  readonly totalLast30Days: number;
};

/** What each request's requester had asked for in the thirty days before it, of every kind, without it. */
export const readPastHistories = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  requestIds: readonly Id<"request">[],
): Promise<PastHistory[]> => {
  if (requestIds.length === 0) {
    return [];
  }
  const asked = and(eq(approvalRequests.tenantId, tenantId), inArray(approvalRequests.id, [...requestIds]));
  const email = sql`lower(${approvalRequests.requesterEmail})`;
  const oldest = tx
    .select({ at: sql`min(${approvalRequests.createdAt})` })
    .from(approvalRequests)
    .where(asked);
  const askers = tx.select({ email }).from(approvalRequests).where(asked);
  const before = sql`over (partition by ${email} order by ${approvalRequests.createdAt}
    range between interval '30 days' preceding and current row exclude current row)`;
  const histories = tx
    .select({
      id: approvalRequests.id,
      requestsLast30Days: sql<number>`(count(*) ${before})::integer`.as("requests_last_30_days"),
      totalLast30Days:
        sql<number>`coalesce(sum(${approvalRequests.amount}) ${before}, 0)::double precision`.as(
          "total_last_30_days",
        ),
    })
    .from(approvalRequests)
    .where(
      and(
        eq(approvalRequests.tenantId, tenantId),
        inArray(email, askers),
        sql`${approvalRequests.createdAt} >= (${oldest}) - interval '30 days'`,
      ),
    )
    .as("histories");
  return tx
    .select()
    .from(histories)
    .where(inArray(histories.id, [...requestIds]));
};
