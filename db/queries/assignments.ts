import { and, desc, eq, lt } from "drizzle-orm";
import type { Id } from "../schema/columns.ts";
import { approvalRequests } from "../schema/requests.ts";
import { assignments, decisions } from "../schema/stages.ts";
import type { AssignmentStatus } from "../schema/statuses.ts";
import { members } from "../schema/tenants.ts";
import type { TenantTransaction } from "../tenant.ts";
import type { RequestRow } from "./requests.ts";
import type { SeatRow } from "./stages.ts";

export type AssignmentFilter = {
  readonly approver?: Id<"member"> | undefined;
  readonly requestId?: Id<"request"> | undefined;
  readonly status?: AssignmentStatus | undefined;
};

/** Seats with person, decision and request; newest first, one more than `limit` when there are more. */
export const listAssignmentRows = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  page: AssignmentFilter & { readonly before: Id<"assignment"> | null; readonly limit: number },
): Promise<(SeatRow & { readonly request: RequestRow })[]> =>
  tx
    .select({
      assignment: assignments,
      decision: decisions,
      memberName: members.name,
      memberEmail: members.email,
      request: approvalRequests,
    })
    .from(assignments)
    .innerJoin(members, and(eq(members.tenantId, assignments.tenantId), eq(members.id, assignments.memberId)))
    .innerJoin(
      approvalRequests,
      and(
        eq(approvalRequests.tenantId, assignments.tenantId),
        eq(approvalRequests.id, assignments.requestId),
      ),
    )
    .leftJoin(
      decisions,
      and(eq(decisions.tenantId, assignments.tenantId), eq(decisions.assignmentId, assignments.id)),
    )
    .where(
      and(
        eq(assignments.tenantId, tenantId),
        page.before === null ? undefined : lt(assignments.id, page.before),
        page.approver === undefined ? undefined : eq(assignments.memberId, page.approver),
        page.requestId === undefined ? undefined : eq(assignments.requestId, page.requestId),
        page.status === undefined ? undefined : eq(assignments.status, page.status),
      ),
    )
    .orderBy(desc(assignments.id))
    .limit(page.limit + 1);
