import { and, eq, max } from "drizzle-orm";
import { databaseNow, type Id } from "../schema/columns.ts";
import { notifications } from "../schema/outbox.ts";
import { assignments } from "../schema/stages.ts";
import type { TenantTransaction } from "../tenant.ts";

export type NotificationRow = typeof notifications.$inferSelect;

export const insertNotifications = async (
  tx: TenantTransaction,
  rows: readonly (typeof notifications.$inferInsert)[],
): Promise<void> => {
  await tx.insert(notifications).values([...rows]);
};

export const findNotification = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  notificationId: Id<"notification">,
): Promise<NotificationRow | undefined> => {
  const rows = await tx
    .select()
    .from(notifications)
    .where(and(eq(notifications.tenantId, tenantId), eq(notifications.id, notificationId)));
  return rows[0];
};

/** When each stage of the request last had a mail of the template written; a stage without one is absent. */
export const lastMailedAt = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  mails: { readonly requestId: Id<"request">; readonly template: string },
): Promise<ReadonlyMap<Id<"stage">, Date>> => {
  const rows = await tx
    .select({ stageId: assignments.stageId, at: max(notifications.createdAt) })
    .from(notifications)
    .innerJoin(
      assignments,
      and(eq(assignments.tenantId, notifications.tenantId), eq(assignments.id, notifications.assignmentId)),
    )
    .where(
      and(
        eq(notifications.tenantId, tenantId),
        eq(notifications.requestId, mails.requestId),
        eq(notifications.template, mails.template),
      ),
    )
    .groupBy(assignments.stageId);
  return new Map(rows.flatMap(({ stageId, at }) => (at === null ? [] : [[stageId, at] as const])));
};

export const markNotificationSent = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  sent: { readonly id: Id<"notification">; readonly messageId: string },
): Promise<void> => {
  await tx
    .update(notifications)
    .set({ status: "sent", messageId: sent.messageId, sentAt: databaseNow })
    .where(and(eq(notifications.tenantId, tenantId), eq(notifications.id, sent.id)));
};

/** Whether a mail of the template was ever written for the task. */
export const hasTaskMail = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  mail: {
    readonly requestId: Id<"request">;
    readonly taskId: Id<"serviceTask">;
    readonly template: string;
  },
): Promise<boolean> => {
  const rows = await tx
    .select({ id: notifications.id })
    .from(notifications)
    .where(
      and(
        eq(notifications.tenantId, tenantId),
        eq(notifications.requestId, mail.requestId),
        eq(notifications.taskId, mail.taskId),
        eq(notifications.template, mail.template),
      ),
    )
    .limit(1);
  return rows.length > 0;
};
