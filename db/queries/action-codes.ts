import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { databaseNow, type Id } from "../schema/columns.ts";
import { notifications } from "../schema/outbox.ts";
import { actionCodes } from "../schema/stages.ts";
import type { TenantTransaction } from "../tenant.ts";
import { writtenRow } from "./written-row.ts";

export type ActionCodeRow = typeof actionCodes.$inferSelect;

const isOfLink = (tenantId: Id<"tenant">, jti: string) =>
  and(eq(actionCodes.tenantId, tenantId), eq(actionCodes.jti, jti));

/** The link's newest code, with whether the database's clock still lets it count. */
export const findActionCode = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  jti: string,
): Promise<(ActionCodeRow & { readonly expired: boolean }) | undefined> => {
  const rows = await tx
    .select({ code: actionCodes, expired: sql<boolean>`${actionCodes.expiresAt} <= ${databaseNow}` })
    .from(actionCodes)
    .where(isOfLink(tenantId, jti));
  const found = rows[0];
  return found === undefined ? undefined : { ...found.code, expired: found.expired };
};

/** Puts a new code in the place of the link's last one. Failed tries stay: they are the link's, not the code's. */
export const replaceActionCode = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  code: {
    readonly jti: string;
    readonly nonce: string;
    readonly choiceHash: Buffer;
    readonly lifeSeconds: number;
  },
): Promise<ActionCodeRow> => {
  const { jti, nonce, choiceHash, lifeSeconds } = code;
  const expiresAt = sql`${databaseNow} + make_interval(secs => ${lifeSeconds})`;
  const issued = { nonce, choiceHash, issuedAt: databaseNow, expiresAt, usedAt: null };
  const rows = await tx
    .insert(actionCodes)
    .values({ tenantId, jti, ...issued })
    .onConflictDoUpdate({ target: [actionCodes.tenantId, actionCodes.jti], set: issued })
    .returning();
  return writtenRow(rows, "action code");
};

/** Counts one wrong code, and answers how many there have been at this link. */
export const countFailedTry = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  jti: string,
): Promise<number> => {
  const rows = await tx
    .update(actionCodes)
    .set({ failedTries: sql`${actionCodes.failedTries} + 1` })
    .where(isOfLink(tenantId, jti))
    .returning();
  return writtenRow(rows, "action code").failedTries;
};

/** Uses up a code that still counts. Answers false when it was used or too old. */
export const consumeActionCode = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  jti: string,
): Promise<boolean> => {
  const rows = await tx
    .update(actionCodes)
    .set({ usedAt: databaseNow })
    .where(
      and(
        isOfLink(tenantId, jti),
        isNull(actionCodes.usedAt),
        gt(actionCodes.expiresAt, sql`${databaseNow}`),
      ),
    )
    .returning({ jti: actionCodes.jti });
  return rows.length === 1;
};

/** How many codes were mailed for the link in the last so many seconds, and when the first of them was. */
export const countMailedCodes = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  mails: {
    readonly requestId: Id<"request">;
    readonly jti: string;
    readonly template: string;
    readonly seconds: number;
  },
): Promise<{ readonly count: number; readonly firstAt: Date | null }> => {
  const since = sql`${databaseNow} - make_interval(secs => ${mails.seconds})`;
  const rows = await tx
    .select({
      count: sql<number>`count(*)::int`,
      firstAt: sql<string | null>`to_json(min(${notifications.createdAt}))#>>'{}'`,
    })
    .from(notifications)
    .where(
      and(
        eq(notifications.tenantId, tenantId),
        eq(notifications.requestId, mails.requestId),
        eq(notifications.linkJti, mails.jti),
        eq(notifications.template, mails.template),
        gt(notifications.createdAt, since),
      ),
    );
  const [found] = rows;
  const firstAt = found?.firstAt ?? null;
  return { count: found?.count ?? 0, firstAt: firstAt === null ? null : new Date(firstAt) };
};
