import { and, eq, inArray, sql } from "drizzle-orm";
import { databaseNow, type Id } from "../schema/columns.ts";
import { actionLinks, assignments } from "../schema/stages.ts";
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

/** The links of these seats that can still be used, oldest first. */
export const listLivingLinks = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  assignmentIds: readonly Id<"assignment">[],
): Promise<ActionLinkRow[]> =>
  assignmentIds.length === 0
    ? []
    : tx
        .select()
        .from(actionLinks)
        .where(
          and(
            eq(actionLinks.tenantId, tenantId),
            inArray(actionLinks.assignmentId, [...assignmentIds]),
            eq(actionLinks.status, "active"),
            sql`${actionLinks.expiresAt} > ${databaseNow}`,
          ),
        )
        .orderBy(actionLinks.issuedAt);

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
  | { readonly assignmentId: Id<"assignment"> }
  | { readonly stageId: Id<"stage"> }
  | { readonly requestId: Id<"request"> };

const linksOf = (tx: TenantTransaction, tenantId: Id<"tenant">, scope: LinkScope) => {
  if ("assignmentId" in scope) return eq(actionLinks.assignmentId, scope.assignmentId);
  if ("requestId" in scope) return eq(actionLinks.requestId, scope.requestId);
  const seatsOfStage = tx
    .select({ id: assignments.id })
    .from(assignments)
    .where(and(eq(assignments.tenantId, tenantId), eq(assignments.stageId, scope.stageId)));
  return inArray(actionLinks.assignmentId, seatsOfStage);
};

/** Voids the living links of a seat, of a stage's seats, or of a whole request. */
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
      and(eq(actionLinks.tenantId, tenantId), linksOf(tx, tenantId, scope), eq(actionLinks.status, "active")),
    );
};
