import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import type { TenantTransaction } from "../tenant.ts";
import { type Id, idPrefixes } from "../schema/columns.ts";
import { auditEvents } from "../schema/audit.ts";

const uuidOf = (id: string): string => id.slice(idPrefixes.tenant.length + 1);

export type NewAuditRow = {
  readonly id: Id<"auditEvent">;
  readonly action: string;
  readonly targetType: string;
  readonly targetId: string;
  readonly requestId: Id<"request"> | null;
  readonly body: Buffer;
};

/** Takes the chain's head lock: nothing may follow it in the transaction. Answers the event's sequence number. */
export const appendAuditEvent = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  row: NewAuditRow,
): Promise<void> => {
  await tx.execute(sql`select append_audit(
    ${uuidOf(tenantId)}::uuid, ${uuidOf(row.id)}::uuid, ${row.action}::text, ${row.targetType}::text,
    ${row.targetId}::text, ${row.requestId === null ? null : uuidOf(row.requestId)}::uuid,
    decode(${row.body.toString("hex")}, 'hex'))`);
};

export type AuditFilter = {
  readonly action?: string | undefined;
  readonly target?: string | undefined;
  readonly requestId?: Id<"request"> | undefined;
};

/** Events after `afterSeq`, oldest first, one more than `limit` when there are more. */
export const listAuditRows = (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  page: AuditFilter & { readonly afterSeq: number; readonly limit: number },
) =>
  tx
    .select()
    .from(auditEvents)
    .where(
      and(
        eq(auditEvents.tenantId, tenantId),
        gt(auditEvents.seq, page.afterSeq),
        page.action === undefined ? undefined : eq(auditEvents.action, page.action),
        page.target === undefined ? undefined : eq(auditEvents.targetId, page.target),
        page.requestId === undefined ? undefined : eq(auditEvents.requestId, page.requestId),
      ),
    )
    .orderBy(asc(auditEvents.seq))
    .limit(page.limit + 1);

/** The newest events of one request, oldest first, at most `limit`. */
export const listRequestAuditRows = async (
  tx: TenantTransaction,
  tenantId: Id<"tenant">,
  input: { readonly requestId: Id<"request">; readonly limit: number },
) => {
  const newestFirst = await tx
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.tenantId, tenantId), eq(auditEvents.requestId, input.requestId)))
    .orderBy(desc(auditEvents.seq))
    .limit(input.limit);
  return newestFirst.reverse();
};
