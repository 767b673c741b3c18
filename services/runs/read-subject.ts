import { findRequest, findVersion } from "../../db/queries/requests.ts";
import type { Id } from "../../db/schema/columns.ts";
import { notFound } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";
import type { TaskSubject } from "../service-tasks/model.ts";

/** The request as a kind's definitions see it, by its version of now. Throws `resource.not_found`. */
export const readSubject = async (ctx: UnitContext, requestId: Id<"request">): Promise<TaskSubject> => {
  const found = await findRequest(ctx.unit.tx, ctx.tenantId, requestId);
  const wanted = { requestId, version: found?.request.currentVersion ?? 0 };
  const version = await findVersion(ctx.unit.tx, ctx.tenantId, wanted);
  if (found === undefined || version === undefined) {
    throw notFound();
  }
  const { requesterEmail, requesterName, findings } = found.request;
  return {
    payload: JSON.parse(version.payload) as unknown,
    requester: { email: requesterEmail, name: requesterName },
    findings,
  };
};
