import { and, asc, desc, eq, inArray, isNotNull, isNull, lt, sql } from "drizzle-orm";
import { databaseNow, type Id } from "../schema/columns.ts";
import { serviceTasks } from "../schema/service-tasks.ts";
import { integrations } from "../schema/service-tasks.ts";
import type { ServiceTaskStatus } from "../schema/statuses.ts";
import type { TenantTransaction } from "../tenant.ts";
import type { ServiceTaskRow } from "./runs.ts";
import { writtenRow } from "./written-row.ts";

export type { ServiceTaskRow } from "./runs.ts";

/** Writes the task of a run's step; its wait begins by the database's clock. */
export const insertServiceTask = async (
  tx: TenantTransaction,
  { waitSeconds, ...row }: typeof serviceTasks.$inferInsert & { readonly waitSeconds: number },
): Promise<ServiceTaskRow> => {
  const dueAt = sql`clock_timestamp() + make_interval(secs => ${waitSeconds})`;
  return writtenRow(
    await tx
      .insert(serviceTasks)
      .values({ ...row, dueAt })
      .returning(),
    "service task",
  );
};

export const findServiceTask = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  taskId: Id<"serviceTask">,
): Promise<ServiceTaskRow | undefined> => {
  const rows = await tx
    .select()
    .from(serviceTasks)
    .where(and(eq(serviceTasks.tenantId, tenantId), eq(serviceTasks.id, taskId)));
  return rows[0];
};

/** Holds the task until the end of the transaction, so that answers to it come one after the other. */
export const lockServiceTask = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  taskId: Id<"serviceTask">,
): Promise<ServiceTaskRow | undefined> => {
  const rows = await tx
    .select()
    .from(serviceTasks)
    .where(and(eq(serviceTasks.tenantId, tenantId), eq(serviceTasks.id, taskId)))
    .for("no key update");
  return rows[0];
};

/** Every task of a run, oldest first. */
export const listServiceTasks = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  runId: Id<"run">,
): Promise<ServiceTaskRow[]> =>
  tx
    .select()
    .from(serviceTasks)
    .where(and(eq(serviceTasks.tenantId, tenantId), eq(serviceTasks.runId, runId)))
    .orderBy(asc(serviceTasks.id));

/** The tasks of a request that wait for their answer, oldest first. */
export const listOpenTasksOfRequest = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  requestId: Id<"request">,
): Promise<ServiceTaskRow[]> =>
  tx
    .select()
    .from(serviceTasks)
    .where(
      and(
        eq(serviceTasks.tenantId, tenantId),
        eq(serviceTasks.requestId, requestId),
        inArray(serviceTasks.status, ["pending", "accepted"]),
      ),
    )
    .orderBy(asc(serviceTasks.id));

export type TaskFilter = {
  readonly status?: ServiceTaskStatus | undefined;
  readonly requestId?: Id<"request"> | undefined;
  readonly type?: string | undefined;
};

/** Newest first, one more than `limit` when there are more. */
export const listTaskRows = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  page: TaskFilter & { readonly before: Id<"serviceTask"> | null; readonly limit: number },
): Promise<ServiceTaskRow[]> =>
  tx
    .select()
    .from(serviceTasks)
    .where(
      and(
        eq(serviceTasks.tenantId, tenantId),
        page.before === null ? undefined : lt(serviceTasks.id, page.before),
        page.status === undefined ? undefined : eq(serviceTasks.status, page.status),
        page.requestId === undefined ? undefined : eq(serviceTasks.requestId, page.requestId),
        page.type === undefined ? undefined : eq(serviceTasks.type, page.type),
      ),
    )
    .orderBy(desc(serviceTasks.id))
    .limit(page.limit + 1);

/** Moves the end of the wait for an open task, never to an earlier moment; undefined when it is not open. */
export const extendTaskWait = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  { id, seconds }: { readonly id: Id<"serviceTask">; readonly seconds: number },
): Promise<ServiceTaskRow | undefined> => {
  const rows = await tx
    .update(serviceTasks)
    .set({
      dueAt: sql`greatest(${serviceTasks.dueAt}, clock_timestamp() + make_interval(secs => ${seconds}))`,
    })
    .where(
      and(
        eq(serviceTasks.tenantId, tenantId),
        eq(serviceTasks.id, id),
        inArray(serviceTasks.status, ["pending", "accepted"]),
      ),
    )
    .returning();
  return rows[0];
};

/** Whether anything was ever asked for on behalf of a request. */
export const hasServiceTasks = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  requestId: Id<"request">,
): Promise<boolean> => {
  const rows = await tx
    .select({ id: serviceTasks.id })
    .from(serviceTasks)
    .where(and(eq(serviceTasks.tenantId, tenantId), eq(serviceTasks.requestId, requestId)))
    .limit(1);
  return rows.length > 0;
};

export const setTaskDue = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  task: { readonly id: Id<"serviceTask">; readonly dueAt: Date },
): Promise<void> => {
  await tx
    .update(serviceTasks)
    .set({ dueAt: task.dueAt })
    .where(and(eq(serviceTasks.tenantId, tenantId), eq(serviceTasks.id, task.id)));
};

export const setTaskCallback = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  task: { readonly id: Id<"serviceTask">; readonly callback: Buffer },
): Promise<void> => {
  await tx
    .update(serviceTasks)
    .set({ callback: task.callback })
    .where(and(eq(serviceTasks.tenantId, tenantId), eq(serviceTasks.id, task.id)));
};

export type TaskEnd = {
  readonly id: Id<"serviceTask">;
  readonly status: Exclude<ServiceTaskStatus, "pending" | "accepted">;
  readonly result?: Readonly<Record<string, unknown>> | null;
  readonly reasonCode?: string | null;
  readonly message?: string | null;
};

/** Moves a task that is still open, or answers undefined when it had ended before. */
export const moveServiceTask = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  { id, ...end }: TaskEnd,
): Promise<ServiceTaskRow | undefined> => {
  const rows = await tx
    .update(serviceTasks)
    .set({ ...end, endedAt: databaseNow })
    .where(
      and(
        eq(serviceTasks.tenantId, tenantId),
        eq(serviceTasks.id, id),
        inArray(serviceTasks.status, ["pending", "accepted"]),
      ),
    )
    .returning();
  return rows[0];
};

export type IntegrationTarget = {
  readonly id: Id<"integration">;
  readonly url: string;
  readonly secret: Buffer;
  readonly timeoutMilliseconds: number;
  readonly attemptsMax: number;
  readonly firstDelayMilliseconds: number;
  readonly maxDelayMilliseconds: number;
};

/** The integration for a task type: the exact name before a prefix, the newest before older ones. */
export const findIntegrationFor = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  taskType: string,
): Promise<IntegrationTarget | undefined> => {
  const prefix = `${taskType.slice(0, taskType.indexOf("."))}.*`;
  const rows = await tx
    .select({
      id: integrations.id,
      url: integrations.url,
      secret: integrations.secret,
      timeoutMilliseconds: integrations.timeoutMilliseconds,
      attemptsMax: integrations.attemptsMax,
      firstDelayMilliseconds: integrations.firstDelayMilliseconds,
      maxDelayMilliseconds: integrations.maxDelayMilliseconds,
    })
    .from(integrations)
    .where(
      and(
        eq(integrations.tenantId, tenantId),
        isNull(integrations.disabledAt),
        isNotNull(integrations.url),
        sql`${integrations.tasks} && array[${taskType}::text, ${prefix}::text]`,
      ),
    )
    .orderBy(desc(sql`${taskType}::text = any(${integrations.tasks})`), desc(integrations.id))
    .limit(1);
  // The guard above leaves none without a URL, and a URL comes with a secret.
  return rows[0] as IntegrationTarget | undefined;
};

/** Who does tasks of a type by hand, where the tenant has said so; else null. */
export const findFallbackPerformer = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  taskType: string,
): Promise<Readonly<Record<string, unknown>> | null> => {
  const prefix = `${taskType.slice(0, taskType.indexOf("."))}.*`;
  const rows = await tx
    .select({ performer: integrations.performer })
    .from(integrations)
    .where(
      and(
        eq(integrations.tenantId, tenantId),
        isNull(integrations.disabledAt),
        isNotNull(integrations.performer),
        sql`${integrations.tasks} && array[${taskType}::text, ${prefix}::text]`,
      ),
    )
    .orderBy(desc(sql`${taskType}::text = any(${integrations.tasks})`), desc(integrations.id))
    .limit(1);
  return rows[0]?.performer ?? null;
};
