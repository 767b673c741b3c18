import { and, eq } from "drizzle-orm";
import { databaseNow, type Id } from "../schema/columns.ts";
import { workflowTimers } from "../schema/requests.ts";
import type { TimerStatus } from "../schema/statuses.ts";
import type { TenantTransaction } from "../tenant.ts";

export type TimerRow = typeof workflowTimers.$inferSelect;

export const findTimer = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  timer: { readonly runId: Id<"run">; readonly step: string },
): Promise<TimerRow | undefined> => {
  const rows = await tx
    .select()
    .from(workflowTimers)
    .where(
      and(
        eq(workflowTimers.tenantId, tenantId),
        eq(workflowTimers.runId, timer.runId),
        eq(workflowTimers.step, timer.step),
      ),
    );
  return rows[0];
};

/** Writes the timer, or its moment and callback anew while it is waited for. */
export const saveTimer = async (
  tx: TenantTransaction,
  row: Pick<TimerRow, "tenantId" | "runId" | "step" | "requestId" | "dueAt"> &
    Partial<Pick<TimerRow, "callback" | "createdAt">>,
): Promise<void> => {
  const { dueAt, callback } = row;
  await tx
    .insert(workflowTimers)
    .values(row)
    .onConflictDoUpdate({
      target: [workflowTimers.tenantId, workflowTimers.runId, workflowTimers.step],
      set: { dueAt, ...(callback === undefined ? {} : { callback }) },
      setWhere: eq(workflowTimers.status, "waiting"),
    });
};

export const endTimer = async (
  tx: TenantTransaction,
  timer: Pick<TimerRow, "tenantId" | "runId" | "step">,
  status: Exclude<TimerStatus, "waiting">,
): Promise<void> => {
  await tx
    .update(workflowTimers)
    .set({ status, endedAt: databaseNow })
    .where(
      and(
        eq(workflowTimers.tenantId, timer.tenantId),
        eq(workflowTimers.runId, timer.runId),
        eq(workflowTimers.step, timer.step),
        eq(workflowTimers.status, "waiting"),
      ),
    );
};

/** The timers that runs of a request wait on. */
export const listWaitingTimers = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  requestId: Id<"request">,
): Promise<TimerRow[]> =>
  tx
    .select()
    .from(workflowTimers)
    .where(
      and(
        eq(workflowTimers.tenantId, tenantId),
        eq(workflowTimers.requestId, requestId),
        eq(workflowTimers.status, "waiting"),
      ),
    );
