import { and, eq, sql } from "drizzle-orm";
import { databaseNow, type Id } from "../schema/columns.ts";
import { actionLinks } from "../schema/stages.ts";
import type { LinkStatus } from "../schema/statuses.ts";
import type { TenantTransaction } from "../tenant.ts";

export type ActionLinkRow = typeof actionLinks.$inferSelect;

export const insertActionLinks = async (
  tx: TenantTransaction,
  rows: readonly (typeof actionLinks.$inferInsert)[],
): Promise<void> => {
  await tx.insert(actionLinks).values([...rows]);
};

/** The link by its jti, with whether the database's clock still lets it live. */
export const findActionLink = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  jti: string,
): Promise<(ActionLinkRow & { readonly expired: boolean }) | undefined> => {
  const rows = await tx
    .select({ link: actionLinks, expired: sql<boolean>`${actionLinks.expiresAt} <= ${databaseNow}` })
    .from(actionLinks)
    .where(and(eq(actionLinks.tenantId, tenantId), eq(actionLinks.jti, jti)));
  const found = rows[0];
  return found === undefined ? undefined : { ...found.link, expired: found.expired };
};

/** Uses up a living link. Answers false when it was used, void or too old: the decision must not stand then. */
export const consumeActionLink = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  link: { readonly jti: string; readonly assignmentId: Id<"assignment"> },
): Promise<boolean> => {
  const rows = await tx
    .update(actionLinks)
    .set({ status: "used" })
    .where(
      and(
        eq(actionLinks.tenantId, tenantId),
        eq(actionLinks.jti, link.jti),
        eq(actionLinks.assignmentId, link.assignmentId),
        eq(actionLinks.status, "active"),
        sql`${actionLinks.expiresAt} > ${databaseNow}`,
      ),
    )
    .returning({ jti: actionLinks.jti });
  return rows.length === 1;
};

/** Voids one living link. */
export const revokeActionLink = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  jti: string,
): Promise<void> => {
  await tx
    .update(actionLinks)
    .set({ status: "revoked" })
    .where(
      and(eq(actionLinks.tenantId, tenantId), eq(actionLinks.jti, jti), eq(actionLinks.status, "active")),
    );
};

export type LinkScope =
  | { readonly assignmentId: Id<"assignment">; readonly requestId?: never }
  | { readonly requestId: Id<"request">; readonly assignmentId?: never };

/** Voids the living links of a seat, or of a whole request. */
export const voidActionLinks = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  scope: LinkScope,
  to: LinkStatus,
): Promise<void> => {
  await tx
    .update(actionLinks)
    .set({ status: to })
    .where(
      and(
        eq(actionLinks.tenantId, tenantId),
        scope.assignmentId === undefined
          ? eq(actionLinks.requestId, scope.requestId)
          : eq(actionLinks.assignmentId, scope.assignmentId),
        eq(actionLinks.status, "active"),
      ),
    );
};
