import { and, asc, eq, isNull } from "drizzle-orm";
import type { Id } from "../schema/columns.ts";
import { documents, taskLinks } from "../schema/service-tasks.ts";
import type { TenantTransaction } from "../tenant.ts";

/** Somebody who was asked to do a task by hand; no member when they are from outside. */
export type AskedPerson = { readonly memberId: Id<"member"> | null; readonly name: string };

/** Everybody who was ever asked to do the task, each once, by name. */
export const listAskedPeople = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  taskId: Id<"serviceTask">,
): Promise<AskedPerson[]> =>
  tx
    .selectDistinct({ memberId: taskLinks.memberId, name: taskLinks.name })
    .from(taskLinks)
    .where(and(eq(taskLinks.tenantId, tenantId), eq(taskLinks.taskId, taskId)))
    .orderBy(asc(taskLinks.name), asc(taskLinks.memberId));

/** The ids of what was handed in with the task and is still there. */
export const listTaskDocumentIds = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  taskId: Id<"serviceTask">,
): Promise<ReadonlySet<string>> => {
  const rows = await tx
    .select({ id: documents.id })
    .from(documents)
    .where(and(eq(documents.tenantId, tenantId), eq(documents.taskId, taskId), isNull(documents.deletedAt)));
  return new Set(rows.map(({ id }) => id));
};
