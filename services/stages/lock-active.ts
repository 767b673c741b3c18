import { lockRequest } from "../../db/queries/requests.ts";
import { listStages } from "../../db/queries/stages.ts";
import type { Id } from "../../db/schema/columns.ts";
import { type ActByHand, actDetail } from "../audit/act-detail.ts";
import { DomainError, notFound } from "../errors.ts";
import type { UnitContext } from "../in-tenant.ts";
import { requireActor } from "../requests/require-actor.ts";
import type { Position } from "./lock-position.ts";

export type Chasing = ActByHand & { readonly id: Id<"request"> };

/** What the audit log says of an act by hand. */
export const chasingDetail = (chasing: Chasing): Readonly<Record<string, unknown>> => ({
  byHand: true,
  ...actDetail(chasing),
});

/**
 * Locks a pending request and reads those of its stages that are active; none while it is between two of them.
 * Throws `resource.not_found`, `actor.not_allowed` and `approval_request.not_pending`.
 */
export const lockActive = async (
  ctx: UnitContext,
  act: "remind" | "escalate",
  { id: requestId, actingMemberId }: Chasing,
): Promise<Position> => {
  const { tenantId, unit } = ctx;
  const request = await lockRequest(unit.tx, tenantId, requestId);
  if (request === undefined) {
    throw notFound();
  }
  await requireActor(ctx, act, { request, actingMemberId });
  if (request.status !== "pending") {
    throw new DomainError("approval_request.not_pending", {
      detail: `The request is ${request.status}: nobody is asked to decide it.`,
      extensions: { requestStatus: request.status },
    });
  }
  const stages = (await listStages(unit.tx, tenantId, requestId)).filter(
    // One whose deadline has passed is about to end: nobody could answer any more.
    ({ status, deadlineAt }) => status === "active" && deadlineAt !== null && deadlineAt > request.now,
  );
  return { request, stages };
};
