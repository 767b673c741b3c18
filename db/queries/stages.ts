import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import { databaseNow, type Id } from "../schema/columns.ts";
import { assignments, decisions, stages } from "../schema/stages.ts";
import type { AssignmentStatus, StageStatus } from "../schema/statuses.ts";
import { members } from "../schema/tenants.ts";
import type { TenantTransaction } from "../tenant.ts";
import { writtenRow } from "./written-row.ts";

export type StageRow = typeof stages.$inferSelect;
export type AssignmentRow = typeof assignments.$inferSelect;
export type DecisionRow = typeof decisions.$inferSelect;

/** Writes the routed stages with their seats; a second routing of the same round writes nothing. */
export const insertStages = async (
  tx: TenantTransaction,
  rows: readonly (typeof stages.$inferInsert)[],
  seats: readonly (typeof assignments.$inferInsert)[],
): Promise<void> => {
  await tx.insert(stages).values([...rows]);
  await tx.insert(assignments).values([...seats]);
};

export const listStages = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  requestId: Id<"request">,
): Promise<StageRow[]> =>
  tx
    .select()
    .from(stages)
    .where(and(eq(stages.tenantId, tenantId), eq(stages.requestId, requestId)))
    .orderBy(asc(stages.round), asc(stages.position), asc(stages.id));

export const findStage = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  stageId: Id<"stage">,
): Promise<StageRow | undefined> => {
  const rows = await tx
    .select()
    .from(stages)
    .where(and(eq(stages.tenantId, tenantId), eq(stages.id, stageId)));
  return rows[0];
};

export const updateStage = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  stageId: Id<"stage">,
  change: Partial<
    Pick<StageRow, "status" | "openedAt" | "deadlineAt" | "callback" | "remindersDone" | "escalationsDone">
  > & {
    readonly closed?: true;
  },
): Promise<void> => {
  const { closed, ...columns } = change;
  await tx
    .update(stages)
    .set({ ...columns, ...(closed === undefined ? {} : { closedAt: databaseNow }) })
    .where(and(eq(stages.tenantId, tenantId), eq(stages.id, stageId)));
};

/** Ends every stage of the request that is still in one of `from`. */
export const endStages = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  requestId: Id<"request">,
  move: { readonly from: readonly StageStatus[]; readonly to: StageStatus },
): Promise<void> => {
  await tx
    .update(stages)
    .set({ status: move.to, closedAt: databaseNow })
    .where(
      and(
        eq(stages.tenantId, tenantId),
        eq(stages.requestId, requestId),
        inArray(stages.status, [...move.from]),
      ),
    );
};

/** Adds seats, still pending, to a stage that is under way. */
export const insertSeats = async (
  tx: TenantTransaction,
  seats: readonly (typeof assignments.$inferInsert)[],
): Promise<void> => {
  if (seats.length > 0) {
    await tx.insert(assignments).values([...seats]);
  }
};

const seatColumns = {
  assignment: assignments,
  decision: decisions,
  memberName: members.name,
  memberEmail: members.email,
};
export type SeatRow = {
  readonly assignment: AssignmentRow;
  readonly decision: DecisionRow | null;
  readonly memberName: string;
  readonly memberEmail: string;
};

/** Seats with their people and decisions. */
export const selectSeats = (tx: TenantTransaction) =>
  tx
    .select(seatColumns)
    .from(assignments)
    .innerJoin(members, and(eq(members.tenantId, assignments.tenantId), eq(members.id, assignments.memberId)))
    .leftJoin(
      decisions,
      and(eq(decisions.tenantId, assignments.tenantId), eq(decisions.assignmentId, assignments.id)),
    )
    .$dynamic();

export const listSeatsOfRequest = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  requestId: Id<"request">,
): Promise<SeatRow[]> =>
  selectSeats(tx)
    .where(and(eq(assignments.tenantId, tenantId), eq(assignments.requestId, requestId)))
    .orderBy(asc(assignments.id));

export const listSeatsOfStage = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  stageId: Id<"stage">,
): Promise<SeatRow[]> =>
  selectSeats(tx)
    .where(and(eq(assignments.tenantId, tenantId), eq(assignments.stageId, stageId)))
    .orderBy(asc(assignments.id));

export const findSeat = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  assignmentId: Id<"assignment">,
): Promise<SeatRow | undefined> => {
  const rows = await selectSeats(tx).where(
    and(eq(assignments.tenantId, tenantId), eq(assignments.id, assignmentId)),
  );
  return rows[0];
};

/** Opens the stage's pending seats. */
export const openSeats = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  stageId: Id<"stage">,
): Promise<AssignmentRow[]> =>
  tx
    .update(assignments)
    .set({ status: "open", openedAt: databaseNow })
    .where(
      and(
        eq(assignments.tenantId, tenantId),
        eq(assignments.stageId, stageId),
        eq(assignments.status, "pending"),
      ),
    )
    .returning();

export type SeatScope =
  | { readonly stageId: Id<"stage">; readonly requestId?: never }
  | { readonly requestId: Id<"request">; readonly stageId?: never };

/** Ends the seats of a stage or of a whole request that nobody has decided. */
export const endSeats = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  scope: SeatScope,
  to: AssignmentStatus,
): Promise<void> => {
  await tx
    .update(assignments)
    .set({ status: to, closedAt: databaseNow })
    .where(
      and(
        eq(assignments.tenantId, tenantId),
        scope.stageId === undefined
          ? eq(assignments.requestId, scope.requestId)
          : eq(assignments.stageId, scope.stageId),
        inArray(assignments.status, ["pending", "open"]),
      ),
    );
};

export const insertDecision = async (
  tx: TenantTransaction,
  row: typeof decisions.$inferInsert,
): Promise<DecisionRow> => {
  return writtenRow(await tx.insert(decisions).values(row).returning(), "decision");
};

/** Decisions without a seat: those of an admin past the policy, oldest first. */
export const listOverrides = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  requestId: Id<"request">,
): Promise<DecisionRow[]> =>
  tx
    .select()
    .from(decisions)
    .where(
      and(
        eq(decisions.tenantId, tenantId),
        eq(decisions.requestId, requestId),
        isNull(decisions.assignmentId),
      ),
    )
    .orderBy(asc(decisions.id));
