import { and, eq } from "drizzle-orm";
import type { Id } from "../schema/columns.ts";
import { taskLinks } from "../schema/service-tasks.ts";
import type { TenantTransaction } from "../tenant.ts";

export type TaskLinkRow = typeof taskLinks.$inferSelect;

export const insertTaskLinks = async (
  tx: TenantTransaction,
  rows: readonly (typeof taskLinks.$inferInsert)[],
): Promise<void> => {
  if (rows.length > 0) {
    await tx.insert(taskLinks).values([...rows]);
  }
};

/** Voids the living links of a task that has ended. */
export const endTaskLinks = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  taskId: Id<"serviceTask">,
): Promise<void> => {
  await tx
    .update(taskLinks)
    .set({ status: "revoked" })
    .where(
      and(eq(taskLinks.tenantId, tenantId), eq(taskLinks.taskId, taskId), eq(taskLinks.status, "active")),
    );
};
