import { and, asc, desc, eq, inArray, lt } from "drizzle-orm";
import { databaseNow, type Id } from "../schema/columns.ts";
import { workflowRuns } from "../schema/requests.ts";
import { serviceTasks } from "../schema/service-tasks.ts";
import type { RunStatus } from "../schema/statuses.ts";
import type { TenantTransaction } from "../tenant.ts";

export type RunRow = typeof workflowRuns.$inferSelect;
export type ServiceTaskRow = typeof serviceTasks.$inferSelect;

export const insertRun = async (
  tx: TenantTransaction,
  row: typeof workflowRuns.$inferInsert,
): Promise<void> => {
  await tx.insert(workflowRuns).values(row);
};

export const findRun = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  runId: Id<"run">,
): Promise<RunRow | undefined> => {
  const rows = await tx
    .select()
    .from(workflowRuns)
    .where(and(eq(workflowRuns.tenantId, tenantId), eq(workflowRuns.id, runId)));
  return rows[0];
};

/** The newest run of a request. */
export const findRunOfRequest = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  requestId: Id<"request">,
): Promise<RunRow | undefined> => {
  const rows = await tx
    .select()
    .from(workflowRuns)
    .where(and(eq(workflowRuns.tenantId, tenantId), eq(workflowRuns.requestId, requestId)))
    .orderBy(desc(workflowRuns.id))
    .limit(1);
  return rows[0];
};

export const setRunArn = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  run: { readonly id: Id<"run">; readonly executionArn: string },
): Promise<void> => {
  await tx
    .update(workflowRuns)
    .set({ executionArn: run.executionArn })
    .where(and(eq(workflowRuns.tenantId, tenantId), eq(workflowRuns.id, run.id)));
};

/** Notes that the run is past what cannot be undone. */
export const commitRun = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  runId: Id<"run">,
): Promise<void> => {
  await tx
    .update(workflowRuns)
    .set({ committed: true })
    .where(and(eq(workflowRuns.tenantId, tenantId), eq(workflowRuns.id, runId)));
};

export type RunMove = {
  readonly runId: Id<"run">;
  readonly from: readonly RunStatus[];
  readonly to: RunStatus;
  readonly ended: boolean;
  readonly failure?: RunRow["failure"];
};

/** Moves a run, or answers undefined when it was not in `from`. */
export const moveRun = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  move: RunMove,
): Promise<RunRow | undefined> => {
  const rows = await tx
    .update(workflowRuns)
    .set({
      status: move.to,
      ...(move.ended ? { endedAt: databaseNow } : {}),
      ...(move.failure === undefined ? {} : { failure: move.failure }),
    })
    .where(
      and(
        eq(workflowRuns.tenantId, tenantId),
        eq(workflowRuns.id, move.runId),
        inArray(workflowRuns.status, [...move.from]),
      ),
    )
    .returning();
  return rows[0];
};

export type RunFilter = {
  readonly status?: RunStatus | undefined;
  readonly requestId?: Id<"request"> | undefined;
};

/** Newest first, one more than `limit` when there are more. */
export const listRunRows = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  page: RunFilter & { readonly before: Id<"run"> | null; readonly limit: number },
): Promise<RunRow[]> =>
  tx
    .select()
    .from(workflowRuns)
    .where(
      and(
        eq(workflowRuns.tenantId, tenantId),
        page.before === null ? undefined : lt(workflowRuns.id, page.before),
        page.status === undefined ? undefined : eq(workflowRuns.status, page.status),
        page.requestId === undefined ? undefined : eq(workflowRuns.requestId, page.requestId),
      ),
    )
    .orderBy(desc(workflowRuns.id))
    .limit(page.limit + 1);

/** The tasks of several runs in one statement, oldest first. */
export const listTasksOfRuns = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  runIds: readonly Id<"run">[],
): Promise<ServiceTaskRow[]> =>
  runIds.length === 0
    ? []
    : tx
        .select()
        .from(serviceTasks)
        .where(and(eq(serviceTasks.tenantId, tenantId), inArray(serviceTasks.runId, [...runIds])))
        .orderBy(asc(serviceTasks.id));
