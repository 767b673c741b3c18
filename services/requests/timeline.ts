import { listRequestAuditRows } from "../../db/queries/audit.ts";
import { findRequest } from "../../db/queries/requests.ts";
import type { Id } from "../../db/schema/columns.ts";
import { toAuditEvent } from "../audit/present.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";
import type { TimelineEntry } from "./record.ts";

/** A request that lives a year with weekly reminders stays below this. */
const entriesMax = 500;

/** What happened to a request, oldest first, read from the audit log. Throws `resource.not_found`. */
export const getTimeline = (
  ctx: Context,
  requestId: Id<"request">,
): Promise<{ readonly data: readonly TimelineEntry[] }> =>
  inTenant(ctx, async (tx) => {
    if ((await findRequest(tx, ctx.tenantId, requestId)) === undefined) {
      throw notFound();
    }
    const rows = await listRequestAuditRows(tx, ctx.tenantId, { requestId, limit: entriesMax });
    return {
      data: rows.map(toAuditEvent).map(({ seq, at, action, actor, target, detail }) => ({
        seq,
        at,
        action,
        actor,
        target,
        detail,
      })),
    };
  });
