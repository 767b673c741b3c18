import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { databaseNow, type Id } from "../schema/columns.ts";
import { taskLinks } from "../schema/service-tasks.ts";
import type { LinkStatus } from "../schema/statuses.ts";
import type { TenantTransaction } from "../tenant.ts";
import { writtenRow } from "./written-row.ts";

export type TaskLinkRow = typeof taskLinks.$inferSelect;

/** With what the database's clock says of the link and of its newest code. */
export type TimedTaskLink = TaskLinkRow & { readonly expired: boolean; readonly codeExpired: boolean };

export const insertTaskLinks = async (
  tx: TenantTransaction,
  rows: readonly (typeof taskLinks.$inferInsert)[],
): Promise<void> => {
  if (rows.length > 0) {
    await tx.insert(taskLinks).values([...rows]);
  }
};

const withClock = (tx: TenantTransaction) =>
  tx
    .select({
      link: taskLinks,
      expired: sql<boolean>`${taskLinks.expiresAt} <= ${databaseNow}`,
      codeExpired: sql<boolean>`coalesce(${taskLinks.codeExpiresAt} <= ${databaseNow}, true)`,
    })
    .from(taskLinks)
    .$dynamic();

const isLink = (tenantId: Id<"tenant">, jti: string) =>
  and(eq(taskLinks.tenantId, tenantId), eq(taskLinks.jti, jti));

export const findTaskLink = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  jti: string,
): Promise<TimedTaskLink | undefined> => {
  const rows = await withClock(tx).where(isLink(tenantId, jti));
  const found = rows[0];
  return found === undefined
    ? undefined
    : { ...found.link, expired: found.expired, codeExpired: found.codeExpired };
};

/** The links of a task that nothing has ended but perhaps the time, oldest first. */
export const listActiveTaskLinks = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  taskId: Id<"serviceTask">,
): Promise<TimedTaskLink[]> => {
  const rows = await withClock(tx)
    .where(
      and(eq(taskLinks.tenantId, tenantId), eq(taskLinks.taskId, taskId), eq(taskLinks.status, "active")),
    )
    .orderBy(asc(taskLinks.issuedAt), asc(taskLinks.jti));
  return rows.map(({ link, expired, codeExpired }) => ({ ...link, expired, codeExpired }));
};

/** Uses up a living link. Answers false when it was used, void or too old: the answer must not stand then. */
export const consumeTaskLink = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  jti: string,
): Promise<boolean> => {
  const rows = await tx
    .update(taskLinks)
    .set({ status: "used", codeNonce: null, codeAnswerHash: null })
    .where(
      and(
        isLink(tenantId, jti),
        eq(taskLinks.status, "active"),
        sql`${taskLinks.expiresAt} > ${databaseNow}`,
      ),
    )
    .returning({ jti: taskLinks.jti });
  return rows.length === 1;
};

/** Voids some living links. */
export const voidTaskLinks = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  jtis: readonly string[],
  to: Extract<LinkStatus, "revoked" | "superseded">,
): Promise<void> => {
  if (jtis.length > 0) {
    await tx
      .update(taskLinks)
      .set({ status: to, codeNonce: null, codeAnswerHash: null })
      .where(
        and(
          eq(taskLinks.tenantId, tenantId),
          inArray(taskLinks.jti, [...jtis]),
          eq(taskLinks.status, "active"),
        ),
      );
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

/** Puts a new code in the place of the link's last one. Failed tries stay: they are the link's, not the code's. */
export const replaceTaskCode = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  code: {
    readonly jti: string;
    readonly nonce: string;
    readonly answerHash: Buffer;
    readonly lifeSeconds: number;
  },
): Promise<TaskLinkRow> => {
  const rows = await tx
    .update(taskLinks)
    .set({
      codeNonce: code.nonce,
      codeAnswerHash: code.answerHash,
      codeExpiresAt: sql`${databaseNow} + make_interval(secs => ${code.lifeSeconds})`,
      codesMailed: sql`${taskLinks.codesMailed} + 1`,
    })
    .where(isLink(tenantId, code.jti))
    .returning();
  return writtenRow(rows, "task link");
};

/** Counts one wrong code, and answers how many there have been at this link. */
export const countTaskCodeTry = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  jti: string,
): Promise<number> => {
  const rows = await tx
    .update(taskLinks)
    .set({ codeFailedTries: sql`${taskLinks.codeFailedTries} + 1` })
    .where(isLink(tenantId, jti))
    .returning();
  return writtenRow(rows, "task link").codeFailedTries;
};
