import { and, asc, desc, eq, inArray, lt } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { databaseNow, type Id } from "../schema/columns.ts";
import { approvalRequests } from "../schema/requests.ts";
import { assignments, decisions } from "../schema/stages.ts";
import type { AssignmentStatus } from "../schema/statuses.ts";
import { members } from "../schema/tenants.ts";
import type { TenantTransaction } from "../tenant.ts";
import type { RequestRow } from "./requests.ts";
import type { AssignmentRow, SeatRow } from "./stages.ts";
import { writtenRow } from "./written-row.ts";

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

const principals = alias(members, "principals");

/** A seat with what the rules ask of its people: the one who sits in it and the one whose vote it is. */
export type SeatWithPeople = SeatRow & {
  readonly member: Pick<typeof members.$inferSelect, "status" | "managerId" | "attributes">;
  readonly principal: Pick<typeof members.$inferSelect, "email" | "managerId" | "attributes"> | null;
};

/** Every seat of the request, of all its rounds, in one statement. */
export const listSeatsWithPeople = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  requestId: Id<"request">,
): Promise<SeatWithPeople[]> =>
  tx
    .select({
      assignment: assignments,
      decision: decisions,
      memberName: members.name,
      memberEmail: members.email,
      member: { status: members.status, managerId: members.managerId, attributes: members.attributes },
      principal: {
        email: principals.email,
        managerId: principals.managerId,
        attributes: principals.attributes,
      },
    })
    .from(assignments)
    .innerJoin(members, and(eq(members.tenantId, assignments.tenantId), eq(members.id, assignments.memberId)))
    .leftJoin(
      principals,
      and(eq(principals.tenantId, assignments.tenantId), eq(principals.id, assignments.principalId)),
    )
    .leftJoin(
      decisions,
      and(eq(decisions.tenantId, assignments.tenantId), eq(decisions.assignmentId, assignments.id)),
    )
    .where(and(eq(assignments.tenantId, tenantId), eq(assignments.requestId, requestId)))
    .orderBy(asc(assignments.id));

/** Where a seat is, so that its request can be locked before anything of it is read. */
export const findSeatPlace = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  assignmentId: Id<"assignment">,
): Promise<{ readonly requestId: Id<"request">; readonly stageId: Id<"stage"> } | undefined> => {
  const rows = await tx
    .select({ requestId: assignments.requestId, stageId: assignments.stageId })
    .from(assignments)
    .where(and(eq(assignments.tenantId, tenantId), eq(assignments.id, assignmentId)));
  return rows[0];
};

/** The compare-and-set of a seat: closes it as `to`, or answers undefined when it was not in one of `from`. */
export const closeSeat = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  move: {
    readonly assignmentId: Id<"assignment">;
    readonly from: readonly AssignmentStatus[];
    readonly to: AssignmentStatus;
  },
): Promise<AssignmentRow | undefined> => {
  const rows = await tx
    .update(assignments)
    .set({ status: move.to, closedAt: databaseNow })
    .where(
      and(
        eq(assignments.tenantId, tenantId),
        eq(assignments.id, move.assignmentId),
        inArray(assignments.status, [...move.from]),
      ),
    )
    .returning();
  return rows[0];
};

/** Adds a seat to a stage that is planned already. */
export const insertSeat = async (
  tx: TenantTransaction,
  row: typeof assignments.$inferInsert,
): Promise<AssignmentRow> => {
  return writtenRow(await tx.insert(assignments).values(row).returning(), "seat");
};

/** Requests in which the member has an open seat, in the order in which they are to be locked. */
export const listRequestsWithOpenSeat = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  wanted: { readonly memberId: Id<"member">; readonly limit: number },
): Promise<Id<"request">[]> => {
  const rows = await tx
    .selectDistinct({ requestId: assignments.requestId })
    .from(assignments)
    .where(
      and(
        eq(assignments.tenantId, tenantId),
        eq(assignments.memberId, wanted.memberId),
        eq(assignments.status, "open"),
      ),
    )
    .orderBy(asc(assignments.requestId))
    .limit(wanted.limit);
  return rows.map(({ requestId }) => requestId);
};
