import { lockRequest } from "../../db/queries/requests.ts";
import { listStages } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import { DomainError, notFound } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";
import type { Position } from "./lock-position.ts";

/**
 * Locks a pending request and reads those of its stages that are active; none while it is between two of them.
 * Throws `resource.not_found` and `approval_request.not_pending`.
 */
export const lockActive = async (
  { tenantId, unit }: UnitContext,
  requestId: Id<"request">,
): Promise<Position> => {
  const request = await lockRequest(unit.tx, tenantId, requestId);
  if (request === undefined) {
    throw notFound();
  }
  if (request.status !== "pending") {
    throw new DomainError("approval_request.not_pending", {
      detail: `The request is ${request.status}: nobody is asked to decide it.`,
      extensions: { status: request.status },
    });
  }
  const stages = (await listStages(unit.tx, tenantId, requestId)).filter(
    // One whose deadline has passed is about to end: nobody could answer any more.
    ({ status, deadlineAt }) => status === "active" && deadlineAt !== null && deadlineAt > request.now,
  );
  return { request, stages };
};
