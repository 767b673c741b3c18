import { findRequest } from "../../db/queries/requests.ts";
import type { Id } from "../../db/schema/columns.ts";
import type { RequestStatus } from "../../db/schema/statuses.ts";
import type { Context } from "../context.ts";
import { notFound } from "../errors.ts";
import { inTenant } from "../in-tenant.ts";

/** Reads how a request stands, for a run that has seen it end. Throws `resource.not_found`. */
export const readEnd = (ctx: Context, requestId: Id<"request">): Promise<RequestStatus> =>
  inTenant(ctx, async (tx) => {
    const found = await findRequest(tx, ctx.tenantId, requestId);
    if (found === undefined) {
      throw notFound();
    }
    return found.request.status;
  });
