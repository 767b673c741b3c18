import { and, asc, eq, sql } from "drizzle-orm";
import type { Id } from "../schema/columns.ts";
import { serviceTaskAttempts, serviceTasks } from "../schema/service-tasks.ts";
import type { TenantTransaction } from "../tenant.ts";
import type { ServiceTaskRow } from "./runs.ts";

export type TaskAttemptRow = typeof serviceTaskAttempts.$inferSelect;

/** The task while it waits for a system of the tenant's to take it. */
const isForSystem = (tenantId: Id<"tenant">, taskId: Id<"serviceTask">) =>
  and(
    eq(serviceTasks.tenantId, tenantId),
    eq(serviceTasks.id, taskId),
    eq(serviceTasks.status, "pending"),
    eq(serviceTasks.performedBy, "integration"),
  );

/**
 * Counts a call before it is made, so that no process that dies meanwhile leaves a task which looks as if nobody had
 * been asked, and no two calls have one number. Undefined when the task is not to be called any more.
 */
export const beginAttempt = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  taskId: Id<"serviceTask">,
): Promise<ServiceTaskRow | undefined> => {
  const rows = await tx
    .update(serviceTasks)
    .set({ attempts: sql`${serviceTasks.attempts} + 1` })
    .where(isForSystem(tenantId, taskId))
    .returning();
  return rows[0];
};

/** Keeps how a call came out; one that is kept already stays as it is. */
export const insertTaskAttempt = async (tx: TenantTransaction, row: TaskAttemptRow): Promise<void> => {
  await tx.insert(serviceTaskAttempts).values(row).onConflictDoNothing();
};

/** Every call of a task that came to an end, in order. */
export const listTaskAttempts = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  taskId: Id<"serviceTask">,
): Promise<TaskAttemptRow[]> =>
  tx
    .select()
    .from(serviceTaskAttempts)
    .where(and(eq(serviceTaskAttempts.tenantId, tenantId), eq(serviceTaskAttempts.taskId, taskId)))
    .orderBy(asc(serviceTaskAttempts.attempt));

type SystemTaskChange =
  /** The system will answer later. */
  | { readonly status: "accepted"; readonly message: null }
  /** A person does it instead. */
  | { readonly performedBy: "person"; readonly message: string }
  /** Why the last call failed. */
  | { readonly message: string };

/** Changes a task that waits for a system; undefined when it does not any more. */
export const changeSystemTask = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  { id, ...change }: SystemTaskChange & { readonly id: Id<"serviceTask"> },
): Promise<ServiceTaskRow | undefined> => {
  const rows = await tx.update(serviceTasks).set(change).where(isForSystem(tenantId, id)).returning();
  return rows[0];
};
