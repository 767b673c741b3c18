import { findRequest, findVersion, type RequestRow } from "../../db/queries/requests.ts";
import type { Id } from "../../db/schema/columns.ts";
import { listRejectionReasons } from "../../db/queries/decisions.ts";
import { notFound } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";
import { readSettings } from "../kinds/read-settings.ts";
import { requireKind } from "../kinds/require-kind.ts";
import type { TaskSubject } from "../service-tasks/model.ts";

/** The request as a kind's definitions see it, by its version of now. Throws `resource.not_found`. */
export const readSubject = async (
  ctx: UnitContext,
  requestId: Id<"request">,
): Promise<TaskSubject & { readonly request: RequestRow }> => {
  const found = await findRequest(ctx.unit.tx, ctx.tenantId, requestId);
  const wanted = { requestId, version: found?.request.currentVersion ?? 0 };
  const version = await findVersion(ctx.unit.tx, ctx.tenantId, wanted);
  if (found === undefined || version === undefined) {
    throw notFound();
  }
  const { request } = found;
  const kind = requireKind(ctx, request.kind);
  return {
    request,
    payload: JSON.parse(version.payload) as unknown,
    requester: { email: request.requesterEmail, name: request.requesterName },
    findings: { ...kind.noFindings, ...request.findings },
    settings: await readSettings(ctx, kind),
    rejectedFor:
      request.status === "rejected" ? await listRejectionReasons(ctx.unit.tx, ctx.tenantId, requestId) : [],
  };
};
