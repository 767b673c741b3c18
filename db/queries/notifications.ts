import { and, eq } from "drizzle-orm";
import { databaseNow, type Id } from "../schema/columns.ts";
import { notifications } from "../schema/outbox.ts";
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
