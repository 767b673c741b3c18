import { and, arrayOverlaps, desc, eq, getTableColumns, gte, ne, sql } from "drizzle-orm";
import type { Id } from "../schema/columns.ts";
import { approvalRequests, workflowRuns } from "../schema/requests.ts";
import type { RequestStatus, RunStatus } from "../schema/statuses.ts";
import type { TenantTransaction } from "../tenant.ts";

export type RequestWithKey = {
  readonly id: Id<"request">;
  readonly status: RequestStatus;
  readonly key: string;
  readonly amount: { readonly amount: string; readonly currency: string } | null;
  readonly requesterEmail: string;
  readonly createdAt: Date;
  /** Of its newest run. */
  readonly run: RunStatus | null;
};

/** Requests of a kind that share a key, newest first; one that shares several stands there once for each. */
export const listRequestsByKeys = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  wanted: {
    readonly kind: string;
    readonly keys: readonly string[];
    readonly since: Date;
    readonly except: Id<"request"> | null;
    readonly limit: number;
  },
): Promise<RequestWithKey[]> => {
  const { kind, keys, since, except, limit } = wanted;
  const run = sql<RunStatus | null>`(
    select ${workflowRuns.status} from ${workflowRuns}
    where ${workflowRuns.tenantId} = ${approvalRequests.tenantId} and ${workflowRuns.requestId} = ${approvalRequests.id}
    order by ${workflowRuns.id} desc limit 1)`;
  const rows = await tx
    .select({ ...getTableColumns(approvalRequests), run })
    .from(approvalRequests)
    .where(
      and(
        eq(approvalRequests.tenantId, tenantId),
        eq(approvalRequests.kind, kind),
        arrayOverlaps(approvalRequests.keys, [...keys]),
        gte(approvalRequests.createdAt, since),
        except === null ? undefined : ne(approvalRequests.id, except),
      ),
    )
    .orderBy(desc(approvalRequests.id))
    .limit(limit);
  return rows.flatMap(({ id, status, amount, currency, requesterEmail, createdAt, run: newest, keys: own }) =>
    own
      .filter((key) => keys.includes(key))
      .map((key) => ({
        id,
        status,
        key,
        amount: amount === null || currency === null ? null : { amount, currency },
        requesterEmail,
        createdAt,
        run: newest,
      })),
  );
};
