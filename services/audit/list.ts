import type { Id } from "../../db/schema/columns.ts";
import { listAuditRows } from "../../db/queries/audit.ts";
import type { Context } from "../context.ts";
import { inTenant } from "../in-tenant.ts";
import { type Page, type PageInput, pageOf } from "../page.ts";
import type { AuditEvent } from "./model.ts";
import { toAuditEvent } from "./present.ts";

export type AuditQuery = PageInput & {
  readonly action?: string | undefined;
  readonly target?: string | undefined;
  readonly requestId?: Id<"request"> | undefined;
};

/** The tenant's log, oldest first. The cursor is the last sequence number seen. */
export const listAuditEvents = (ctx: Context, query: AuditQuery): Promise<Page<AuditEvent>> =>
  inTenant(ctx, async (tx) => {
    const afterSeq = query.cursor === null ? 0 : Number(query.cursor);
    const rows = await listAuditRows(tx, ctx.tenantId, { ...query, afterSeq });
    return pageOf(rows.map(toAuditEvent), query.limit, (event) => String(event.seq));
  });
